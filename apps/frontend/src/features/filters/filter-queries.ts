import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { SavedFilter } from '../../api/types';
import { showToast } from '../../ui/toast-store';

export type FilterWords = Pick<SavedFilter, 'name' | 'query' | 'color'>;

export function useFilters() {
  return useQuery({
    queryKey: keys.filters,
    queryFn: () => allPages((query) => api.GET('/api/v1/filters', { params: { query } })),
  });
}

export function useAddFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: FilterWords) => answer(api.POST('/api/v1/filters', { body })),
    onSuccess: (filter) => edit(client, (now) => [...now, filter]),
    onSettled: () => refresh(client),
  });
}

export function useUpdateFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, words }: { id: string; words: FilterWords }) =>
      answer(api.POST('/api/v1/filters/{id}', { params: { path: { id } }, body: words })),
    onSuccess: (filter) => edit(client, (now) => now.map((one) => (one.id === filter.id ? filter : one))),
    onSettled: () => refresh(client),
  });
}

/** Deletes a filter; shows at once. */
export function useDeleteFilter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: SavedFilter) => answer(api.DELETE('/api/v1/filters/{id}', { params: { path: { id } } })),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: keys.filters });
      edit(client, (now) => now.filter((one) => one.id !== id));
    },
    onError: (error, filter) => {
      edit(client, (now) => [...now, filter]);
      showToast(`“${filter.name}” was not deleted. ${asProblem(error).message}`, { tone: 'problem' });
    },
    onSuccess: (_, { name }) => showToast(`Deleted “${name}”`),
    onSettled: () => refresh(client),
  });
}

function edit(client: QueryClient, change: (filters: SavedFilter[]) => SavedFilter[]): void {
  client.setQueryData<SavedFilter[]>(keys.filters, (now) => now && change(now));
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.filters });
}
