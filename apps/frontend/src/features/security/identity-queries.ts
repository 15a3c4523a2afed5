import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { leaveToLink } from '../../api/provider';
import { useFreshen } from './security-queries';

export function useIdentities() {
  return useQuery({
    queryKey: keys.identities,
    queryFn: async () => (await answer(api.GET('/api/v1/user/identities'))).results,
  });
}

/** The systems that identities may be at. */
export function useKnownProviders() {
  return useQuery({
    queryKey: keys.providers,
    queryFn: async () => (await answer(api.GET('/api/v1/auth/providers'))).results,
    staleTime: Infinity,
  });
}

export function useLink() {
  return useMutation({
    mutationFn: ({ provider, password }: { provider: string; password: string }) => leaveToLink(provider, password),
  });
}

export function useUnlink() {
  return useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      answer(
        api.DELETE('/api/v1/user/identities/{id}', { params: { path: { id } }, body: { current_password: password } }),
      ),
    onSettled: useFreshen(),
  });
}
