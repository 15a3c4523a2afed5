import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Label, Task } from '../../api/types';
import type { NameAndColor } from '../../ui/ColorForm';
import { showToast } from '../../ui/toast-store';

export function useAddLabel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NameAndColor) => answer(api.POST('/api/v1/labels', { body })),
    onSuccess: (label) => edit(client, (now) => [...now, label]),
    onSettled: () => refresh(client),
  });
}

/** Renames or recolours a label; a new name follows on every task. Shows once the server has agreed: the name may be taken. */
export function useUpdateLabel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ label: { id }, words }: { label: Label; words: NameAndColor }) =>
      answer(api.POST('/api/v1/labels/{id}', { params: { path: { id } }, body: words })),
    onSuccess: (fresh, { label }) => {
      edit(client, (now) => now.map((one) => (one.id === label.id ? fresh : one)));
      relabel(client, (labels) => labels.map((name) => (name === label.name ? fresh.name : name)));
    },
    onSettled: () => refresh(client),
  });
}

/** Deletes a label, and takes it off every task; shows at once. */
export function useDeleteLabel() {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id }: Label) => answer(api.DELETE('/api/v1/labels/{id}', { params: { path: { id } } })),
    onMutate: async (label: Label) => {
      await client.cancelQueries({ queryKey: keys.labels });
      edit(client, (now) => now.filter(({ id }) => id !== label.id));
    },
    onError: (error, label) => {
      edit(client, (now) => [...now, label]);
      showToast(`“${label.name}” was not deleted. ${asProblem(error).message}`, {
        tone: 'problem',
        action: { label: 'Try again', run: () => mutate(label) },
      });
    },
    onSuccess: (_, { name }) => {
      relabel(client, (labels) => labels.filter((one) => one !== name));
      showToast(`Deleted “${name}”`);
    },
    onSettled: () => refresh(client),
  });
  return mutate;
}

function edit(client: QueryClient, change: (labels: Label[]) => Label[]): void {
  client.setQueryData<Label[]>(keys.labels, (now) => now && change(now));
}

function relabel(client: QueryClient, change: (labels: string[]) => string[]): void {
  client.setQueryData<Task[]>(keys.tasks, (now) => now?.map((task) => ({ ...task, labels: change(task.labels) })));
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.labels });
  void client.invalidateQueries({ queryKey: keys.tasks });
}
