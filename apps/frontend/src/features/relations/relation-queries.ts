import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { RelationChoice, RelationOfTask } from '../../api/types';
import { showToast } from '../../ui/toast-store';

/** How a task stands to others. */
export function useRelations(taskId: string) {
  return useQuery({
    queryKey: keys.relations(taskId),
    queryFn: () =>
      allPages((query) => api.GET('/api/v1/tasks/{id}/relations', { params: { path: { id: taskId }, query } })),
  });
}

export function useAddRelation(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RelationChoice) =>
      answer(api.POST('/api/v1/tasks/{id}/relations', { params: { path: { id: taskId } }, body })),
    onSuccess: (_, { related_task_id }) =>
      Promise.all([taskId, related_task_id].map((id) => client.invalidateQueries({ queryKey: keys.relations(id) }))),
  });
}

/** Deletes a relation; shows at once. */
export function useDeleteRelation(taskId: string) {
  const client = useQueryClient();
  const queryKey = keys.relations(taskId);
  return useMutation({
    mutationFn: ({ id }: RelationOfTask) => answer(api.DELETE('/api/v1/relations/{id}', { params: { path: { id } } })),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData<RelationOfTask[]>(queryKey, (now) => now?.filter((one) => one.id !== id));
    },
    onError: (error) => showToast(`The relation was not deleted. ${asProblem(error).message}`, { tone: 'problem' }),
    onSettled: (_, __, { related_task_id }) =>
      Promise.all([taskId, related_task_id].map((id) => client.invalidateQueries({ queryKey: keys.relations(id) }))),
  });
}

/** Tasks with some words, other than one, to choose from. */
export function useCandidates(taskId: string, words: string) {
  return useQuery({
    queryKey: [...keys.search(words), 'related', taskId],
    enabled: words.trim().length > 1,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { query: words.trim(), limit: 20 };
      const { results } = await answer(api.GET('/api/v1/search', { params: { query }, signal }));
      return results.filter(({ kind, id, checked }) => kind === 'task' && id !== taskId && !checked);
    },
  });
}
