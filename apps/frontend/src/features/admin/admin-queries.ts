import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { paths } from '../../api/schema';
import { showToast } from '../../ui/toast-store';

type Act = NonNullable<NonNullable<paths['/api/v1/admin/audit']['get']['parameters']['query']>['act']>;

const sayProblem = (error: unknown): void => void showToast(asProblem(error).message, { tone: 'problem' });

/** Everything that administrators see is asked for again after each change. */
function useFreshen() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.admin });
}

export function useInstallation() {
  return useQuery({
    queryKey: [...keys.admin, 'installation'],
    queryFn: () => answer(api.GET('/api/v1/admin/installation')),
  });
}

export function useChangeInstallation() {
  return useMutation({
    mutationFn: (registration_open: boolean) =>
      answer(api.POST('/api/v1/admin/installation', { body: { registration_open } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}

export function useAccounts(part: string) {
  return useInfiniteQuery({
    queryKey: keys.accounts(part),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: 20, ...(part ? { query: part } : {}), ...(cursor ? { cursor } : {}) };
      return answer(api.GET('/api/v1/admin/accounts', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

export function useSetState() {
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: 'enabled' | 'disabled' }) =>
      answer(api.POST('/api/v1/admin/accounts/{id}', { params: { path: { id } }, body: { state } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}

export function useDeleteAccount(onSuccess: () => void) {
  return useMutation({
    mutationFn: ({ id, current_password }: { id: string; current_password: string }) =>
      answer(api.DELETE('/api/v1/admin/accounts/{id}', { params: { path: { id } }, body: { current_password } })),
    onSuccess,
    onSettled: useFreshen(),
  });
}

export function useAudit(act: string) {
  return useInfiniteQuery({
    queryKey: keys.audit(act),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: 20, ...(act ? { act: act as Act } : {}), ...(cursor ? { cursor } : {}) };
      return answer(api.GET('/api/v1/admin/audit', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

export function useStorage() {
  return useQuery({ queryKey: [...keys.admin, 'storage'], queryFn: () => answer(api.GET('/api/v1/admin/storage')) });
}

export function useVersions() {
  return useQuery({ queryKey: [...keys.admin, 'versions'], queryFn: () => answer(api.GET('/api/v1/admin/versions')) });
}
