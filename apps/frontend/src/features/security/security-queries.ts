import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { showToast } from '../../ui/toast-store';

/** Says in passing that something could not be done. */
export const sayProblem = (error: unknown): void => void showToast(asProblem(error).message, { tone: 'problem' });

export function useSessions() {
  return useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await answer(api.GET('/api/v1/sessions'))).results,
  });
}

/** Ends one session, or with `others` all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: string | 'others') =>
      which === 'others'
        ? answer(api.DELETE('/api/v1/sessions'))
        : answer(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: which } } })),
    onError: sayProblem,
    onSettled: () =>
      Promise.all([keys.sessions, keys.securityLog].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function useSecurityLog() {
  return useInfiniteQuery({
    queryKey: keys.securityLog,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET('/api/v1/security/log', { params: { query: { limit: 20, ...(cursor ? { cursor } : {}) } } })),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}
