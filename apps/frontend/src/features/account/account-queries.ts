import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
    mutationFn: async (body: { email: string; password: string; code?: string }) => {
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

/** Asks for a mail with a link; the answer does not tell whether there is such an account. */
export function useRequestReset() {
  return useMutation({
    mutationFn: (email: string) => answer(openApi.POST('/api/v1/auth/password/forgotten', { body: { email } })),
  });
}

export function useReset() {
  return useMutation({
    mutationFn: (body: { token: string; new_password: string }) =>
      answer(openApi.POST('/api/v1/auth/password/reset', { body })),
  });
}

export function useConfirmEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => answer(openApi.POST('/api/v1/auth/email/confirm', { body: { token } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.user }),
  });
}
