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

const changing = [
  keys.user,
  keys.sessions,
  keys.tokens,
  keys.secondFactor,
  keys.passkeys,
  keys.identities,
  keys.apps,
  keys.authorizations,
  keys.securityLog,
];

/** Renews what a change to the account's security may have changed. */
export function useFreshen() {
  const client = useQueryClient();
  return () => Promise.all(changing.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Ends one session, or all but this one. */
export function useEndSession() {
  return useMutation({
    mutationFn: (which: { id: string } | 'others') =>
      which === 'others'
        ? answer(api.DELETE('/api/v1/sessions'))
        : answer(api.DELETE('/api/v1/sessions/{id}', { params: { path: which } })),
    onError: sayProblem,
    onSettled: useFreshen(),
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

export function useChangePassword(onSuccess: () => void) {
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      answer(api.POST('/api/v1/user/password', { body })),
    onSuccess,
    onSettled: useFreshen(),
  });
}

export function useChangeEmail(onSuccess: () => void) {
  return useMutation({
    mutationFn: (body: { current_password: string; new_email: string }) =>
      answer(api.POST('/api/v1/user/email', { body })),
    onSuccess,
    onSettled: useFreshen(),
  });
}

export function useSendVerification() {
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/user/email/verification')),
    onSuccess: () => void showToast('A mail is on its way.'),
    onError: sayProblem,
  });
}
