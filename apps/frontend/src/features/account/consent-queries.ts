import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { AuthorizationRequest } from '../../api/types';

/** What an app wants; the same request is asked about once. */
export function useConsentQuestion(request: AuthorizationRequest) {
  return useQuery({
    queryKey: keys.consent(request),
    queryFn: () => answer(api.GET('/api/v1/oauth/authorization', { params: { query: request } })),
    staleTime: Infinity,
    retry: false,
  });
}

/** Lets an app in or not, and goes to where it waits for the answer. */
export function useDecide(request: AuthorizationRequest) {
  return useMutation({
    mutationFn: (allow: boolean) => answer(api.POST('/api/v1/oauth/authorization', { body: { ...request, allow } })),
    onSuccess: ({ redirect_to }) => window.location.assign(redirect_to),
  });
}
