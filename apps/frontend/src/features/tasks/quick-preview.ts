import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { QuickAddPreview } from '../../api/types';
import { useSettled } from '../../state/use-settled';
import { additionOf, type LandingPlace, type TaskDraft } from './task-draft';

/** Shorter than a pause between two words, longer than one between two letters. */
const PAUSE_MS = 150;

/**
 * How the server understands what is being written, a moment after it was typed; of several answers the newest. Null while there is none: the words can be sent all the same. `place` undefined asks for nothing.
 */
export function useQuickPreview(draft: TaskDraft, place: LandingPlace | undefined): QuickAddPreview | null {
  const { project_id, section_id, parent_id, due_date, due_datetime } = additionOf(draft, place);
  const told = { text: draft.content, project_id, section_id, parent_id, due_date, due_datetime };
  const body = useSettled(JSON.stringify(told), PAUSE_MS);
  const { data = null } = useQuery({
    queryKey: keys.quickAdd(body),
    queryFn: ({ signal }) =>
      answer(api.POST('/api/v1/tasks/quick/preview', { body: JSON.parse(body) as typeof told, signal })).catch(
        () => null,
      ),
    enabled: place !== undefined && draft.content.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return draft.content.trim() === '' ? null : data;
}
