import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api, openApi } from '../../api/client';
import { keys } from '../../api/keys';
import { signInByPasskey } from '../../api/passkey';
import { asProblem } from '../../api/problem';
import { asCookie, farewellSaid, startSession } from '../../api/session';
import type { AccountChange, CurrentUser } from '../../api/types';
import { showToast } from '../../ui/toast-store';

/** Who is signed in, with what they are changing at the moment. */
export function useUser() {
  const { data: saved, error } = useQuery({
    queryKey: keys.user,
    queryFn: () => answer(api.GET('/api/v1/user')),
    staleTime: 5 * 60_000,
  });
  const changes = useMutationState({
    filters: { mutationKey: keys.user, status: 'pending' },
    select: ({ state }) => state.variables as AccountChange,
  });
  const data = useMemo(() => saved && changes.reduce(changed, saved), [saved, changes]);
  return { data, error };
}

const changed = (user: CurrentUser, { timezone, ...change }: AccountChange): CurrentUser => ({
  ...user,
  ...change,
  ...(timezone && { tz_info: { ...user.tz_info, timezone } }),
});

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

/** Changes one's name, zone or settings, one after the other; each shows at once (`useUser`). */
export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: keys.user,
    scope: { id: 'user' },
    mutationFn: (change: AccountChange) => answer(api.POST('/api/v1/user', { body: change })),
    onSuccess: async (user, { timezone, next_week, start_day }) => {
      await client.cancelQueries({ queryKey: keys.user });
      client.setQueryData<CurrentUser>(keys.user, user);
      // Dates in words, and what counts as today, are read anew.
      const others = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== keys.user[0];
      if (timezone ?? next_week ?? start_day) void client.invalidateQueries({ predicate: others });
    },
    onError: (error) => showToast(`Not saved. ${asProblem(error).message}`, { tone: 'problem' }),
  });
}
