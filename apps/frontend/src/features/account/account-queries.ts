import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, openApi } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { startSession } from '../../api/session';
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
    mutationFn: (body: { email: string; password: string }) => answer(openApi.POST('/api/v1/auth/login', { body })),
    onSuccess: startSession,
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (who: { full_name: string; email: string; password: string }) => {
      const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
      return answer(openApi.POST('/api/v1/auth/register', { body: { ...who, timezone } }));
    },
    onSuccess: startSession,
  });
}

/** Changes one's name, zone or settings; shows at once. */
export function useChangeUser() {
  const client = useQueryClient();
  const show = (change: Partial<CurrentUser>) =>
    client.setQueryData<CurrentUser>(keys.user, (now) => now && { ...now, ...change });
  return useMutation({
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
      show(user);
      // Dates in words, and what counts as today, are read anew.
      if (timezone ?? next_week ?? start_day) void client.invalidateQueries();
    },
    onError: (error, _, before) => {
      if (before) show(before);
      showToast(`Not saved. ${asProblem(error).message}`, { tone: 'problem' });
    },
  });
}
