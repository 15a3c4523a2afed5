import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, openApi } from '../../api/client';
import { keys } from '../../api/keys';
import { arrival, leaveToSignIn, linkFrom, signInFrom, type Way } from '../../api/provider';
import { farewellSaid, startSession } from '../../api/session';

/** The systems that one can sign in with; none while that is not known. */
export function useProviders() {
  return useQuery({
    queryKey: keys.providers,
    queryFn: async () => (await answer(openApi.GET('/api/v1/auth/providers'))).results,
    staleTime: Infinity,
  });
}

export function useLeaveToSignIn() {
  return useMutation({
    mutationFn: ({ provider, from }: { provider: string; from: string }) => leaveToSignIn(provider, from),
  });
}

/** Does what the browser went to the provider for; with a code, where the account takes one. */
export function useComeBack(way: Way | null) {
  return useMutation({
    mutationFn: async ({ parameters, code = '' }: { parameters: string; code?: string }) => {
      if (!way) throw new Error('Begin once more, in the browser that you want to sign in with.');
      if (way.goal === 'link') {
        await linkFrom(way, parameters);
        return arrival.set(way.from);
      }
      await farewellSaid();
      const signedIn = await signInFrom(way, parameters, code);
      arrival.set(way.from);
      startSession(signedIn);
    },
  });
}
