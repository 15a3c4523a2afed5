import { keepDraft, onDraftsForgotten, readDraft } from '../../state/draft';
import { createStore } from '../../state/store';

const KEPT = 'folded-projects';

/** The projects whose branches are folded away in this tab; whoever comes next finds all of theirs open. */
export const folded = createStore<string[]>(readDraft<string[]>(KEPT) ?? []);

folded.subscribe(() => keepDraft(KEPT, folded.get().length ? folded.get() : null));

onDraftsForgotten(() => folded.set([]));

export function toggleFold(id: string): void {
  folded.set((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
}
