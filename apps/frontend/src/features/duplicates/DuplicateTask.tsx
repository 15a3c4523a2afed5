import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { Button } from '../../ui/Button';
import { showToast } from '../../ui/toast-store';

/** Copies a task with what is under it, and opens the copy. */
export function DuplicateTask({ task }: { task: Task }) {
  const client = useQueryClient();
  const openTask = useOpenTask();
  const { mutate, isPending } = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/tasks/{id}/duplicate', { params: { path: { id: task.id } } })),
    onSuccess: async ({ id, content }) => {
      await client.invalidateQueries({ queryKey: keys.tasks });
      showToast(`Copied “${content}”`);
      openTask(id);
    },
    onError: (error) => showToast(`“${task.content}” was not copied. ${asProblem(error).message}`, { tone: 'problem' }),
  });
  return (
    <Button icon="copy" busy={isPending} onClick={() => mutate()}>
      Duplicate task
    </Button>
  );
}
