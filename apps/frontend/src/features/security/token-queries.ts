import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { CreateToken } from '../../api/types';
import { sayProblem, useFreshen } from './security-queries';

export type TokenScope = NonNullable<CreateToken['scopes']>[number];

export function useTokens() {
  return useQuery({
    queryKey: keys.tokens,
    queryFn: async () => (await answer(api.GET('/api/v1/tokens'))).results,
  });
}

export function useCreateToken() {
  return useMutation({
    mutationFn: (body: CreateToken) => answer(api.POST('/api/v1/tokens', { body })),
    onSettled: useFreshen(),
  });
}

export function useRevokeToken() {
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onError: sayProblem,
    onSettled: useFreshen(),
  });
}
