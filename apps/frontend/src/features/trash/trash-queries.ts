import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Restored, TrashItem } from '../../api/types';
import { showToast } from '../../ui/toast-store';

/** What was deleted, newest first, a page at a time. */
export function useTrash() {
  return useInfiniteQuery({
    queryKey: keys.trash,
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET('/api/v1/trash', { params: { query: { limit: 50, ...(cursor && { cursor }) } } })),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    // It may have been filled from anywhere.
    staleTime: 0,
  });
}

/** Puts something back; it may then be anywhere on screen. */
export function useRestore(onRestored: (restored: Restored, item: TrashItem) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: TrashItem) => answer(api.POST('/api/v1/trash/{id}/restore', { params: { path: { id } } })),
    onSuccess: onRestored,
    onError: (error, { name }) => complain(`“${name}” stays in the trash.`, error),
    onSettled: () => client.invalidateQueries(),
  });
}

/** Removes something for good. */
export function usePurge() {
  return useMutation({
    mutationFn: ({ id }: TrashItem) => answer(api.DELETE('/api/v1/trash/{id}', { params: { path: { id } } })),
    onError: (error, { name }) => complain(`“${name}” stays in the trash.`, error),
  });
}

/** Removes for good whatever was deleted from the person's own projects. */
export function useEmptyTrash() {
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/trash')),
    onSuccess: () => showToast('The trash is empty'),
    onError: (error) => complain('The trash was not emptied.', error),
  });
}

function complain(what: string, error: unknown): void {
  showToast(`${what} ${asProblem(error).message}`, { tone: 'problem' });
}
