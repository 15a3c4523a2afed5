import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { randomId } from '../../api/random-id';
import type { BulkChange, Task } from '../../api/types';
import { clearSelection, selection } from '../../state/selection';
import { showToast } from '../../ui/toast-store';
import { topmost } from './topmost';

/** What is done to every task that is selected, and how that is told. */
export interface Deed {
  change: Omit<BulkChange, 'id'>;
  /** As in “Completed 3 tasks”. */
  told: string;
}

/** Does one thing to all selected tasks, or to none, and offers to take it back. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: keys.tasks,
    mutationFn: async ({ change }: Deed) => {
      const token = randomId();
      const ids = idsFor(change.action, client);
      const changes = ids.map((id) => ({ ...change, id }));
      await answer(api.POST('/api/v1/tasks/bulk', { body: { changes }, headers: { 'X-Request-Id': token } }));
      return { token, count: ids.length };
    },
    onSuccess: ({ token, count }, { told }) => {
      clearSelection();
      const run = () => void undo(token, client);
      showToast(`${told} ${count} ${count === 1 ? 'task' : 'tasks'}`, { action: { label: 'Undo', run } });
    },
    onError: (error) => showToast(`Nothing was changed. ${asProblem(error).message}`, { tone: 'problem' }),
    onSettled: () => refresh(client),
  });
}

/** What is under a selected task goes along with it. */
function idsFor(action: BulkChange['action'], client: QueryClient): string[] {
  const ids = [...selection.get()];
  return action === 'update' ? ids : topmost(ids, client.getQueryData<Task[]>(keys.tasks) ?? []);
}

async function undo(token: string, client: QueryClient): Promise<void> {
  await answer(api.POST('/api/v1/undo', { body: { token } })).catch((error: unknown) =>
    showToast(`That was not taken back. ${asProblem(error).message}`, { tone: 'problem' }),
  );
  await refresh(client);
}

const refresh = (client: QueryClient): Promise<unknown> =>
  Promise.all([
    client.invalidateQueries({ queryKey: keys.tasks }),
    client.invalidateQueries({ queryKey: keys.task('').slice(0, 1) }),
  ]);
