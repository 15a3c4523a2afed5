import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, openApi } from '../../api/client';
import { keys } from '../../api/keys';
import { signInByPasskey } from '../../api/passkey';
import { asProblem } from '../../api/problem';
import { asCookie, farewellSaid, startSession } from '../../api/session';
import type { AccountChange, CurrentUser } from '../../api/types';
import { showToast } from '../../ui/toast-store';

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

/** Signs in by a passkey that the browser asks for. */
export function usePasskeySignIn() {
  return useMutation({
    mutationFn: async () => {
      await farewellSaid();
      return signInByPasskey();
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
    onSuccess: (answered) => {
      if ('user' in answered) startSession(answered);
    },
  });
}

/** Opens the account that a mail is about. */
export function useConfirmSignUp() {
  return useMutation({
    mutationFn: async (body: { token: string; password: string }) => {
      await farewellSaid();
      return answer(openApi.POST('/api/v1/auth/register/confirm', { body, headers: asCookie }));
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

/** Changes one's name, zone or settings; shows at once. */
export function useChangeUser() {
  const client = useQueryClient();
  const show = (change: Partial<CurrentUser>) =>
    client.setQueryData<CurrentUser>(keys.user, (now) => now && { ...now, ...change });
  return useMutation({
    mutationKey: keys.user,
    scope: { id: 'user' },
    mutationFn: (change: AccountChange) => answer(api.POST('/api/v1/user', { body: change })),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: keys.user });
      const before = client.getQueryData<CurrentUser>(keys.user);
      const { timezone } = change;
      show({ ...change, ...(before && timezone ? { tz_info: { ...before.tz_info, timezone } } : {}) });
      return before;
    },
    onSuccess: (user, { timezone, next_week, start_day }) => {
      // An answer knows nothing of what was changed after it was asked for.
      if (client.isMutating({ mutationKey: keys.user }) === 1) show(user);
      // Dates in words, and what counts as today, are read anew.
      const others = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== keys.user[0];
      if (timezone ?? next_week ?? start_day) void client.invalidateQueries({ predicate: others });
    },
    onError: (error, _, before) => {
      if (before) show(before);
      showToast(`Not saved. ${asProblem(error).message}`, { tone: 'problem' });
    },
  });
}
