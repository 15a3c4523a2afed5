import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { AddApp } from '../../api/types';
import { sayProblem, useFreshen } from './security-queries';

/** The apps that one has let in. */
export function useAuthorizations() {
  return useQuery({
    queryKey: keys.authorizations,
    queryFn: async () => (await answer(api.GET('/api/v1/oauth/authorizations'))).results,
  });
}

export function useTakeBack() {
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/oauth/authorizations/{id}', { params: { path: { id } } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}

/** The apps that one has registered. */
export function useApps() {
  return useQuery({
    queryKey: keys.apps,
    queryFn: async () => (await answer(api.GET('/api/v1/oauth/apps'))).results,
  });
}

/** Registers an app, or changes the one with this id. */
export function useSaveApp() {
  return useMutation({
    mutationFn: async ({ id, confidential, ...rest }: AddApp & { id: string | null }) => {
      if (id === null) return answer(api.POST('/api/v1/oauth/apps', { body: { ...rest, confidential } }));
      const changed = await answer(api.POST('/api/v1/oauth/apps/{id}', { params: { path: { id } }, body: rest }));
      return { ...changed, client_secret: null };
    },
    onSettled: useFreshen(),
  });
}

export function useRenewSecret() {
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/oauth/apps/{id}/secret', { params: { path: { id } } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}

export function useDeleteApp() {
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/oauth/apps/{id}', { params: { path: { id } } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}
