import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { makePasskey } from '../../api/passkey';
import { useFreshen } from './security-queries';

export function usePasskeys() {
  return useQuery({
    queryKey: keys.passkeys,
    queryFn: async () => (await answer(api.GET('/api/v1/user/passkeys'))).results,
  });
}

export function useAddPasskey() {
  return useMutation({
    mutationFn: ({ name, password }: { name: string; password: string }) => makePasskey(name, password),
    onSettled: useFreshen(),
  });
}

export function useRemovePasskey() {
  return useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      answer(
        api.DELETE('/api/v1/user/passkeys/{id}', { params: { path: { id } }, body: { current_password: password } }),
      ),
    onSettled: useFreshen(),
  });
}
