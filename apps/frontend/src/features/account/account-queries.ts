import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, openApi } from '../../api/client';
import { keys } from '../../api/keys';
import { asCookie, farewellSaid, startSession } from '../../api/session';

export function useUser() {
  return useQuery({
    queryKey: keys.user,
    queryFn: () => answer(api.GET('/api/v1/user')),
    staleTime: 5 * 60_000,
  });
}

export function useSignIn() {
  return useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await farewellSaid();
      return answer(openApi.POST('/api/v1/auth/login', { body, headers: asCookie }));
    },
    onSuccess: startSession,
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: async (who: { full_name: string; email: string; password: string }) => {
      const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
      await farewellSaid();
      return answer(openApi.POST('/api/v1/auth/register', { body: { ...who, timezone }, headers: asCookie }));
    },
    onSuccess: startSession,
  });
}
