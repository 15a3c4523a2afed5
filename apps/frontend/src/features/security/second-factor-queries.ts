import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { useFreshen } from './security-queries';

export function useSecondFactor() {
  return useQuery({ queryKey: keys.secondFactor, queryFn: () => answer(api.GET('/api/v1/user/second_factor')) });
}

export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (current_password: string) =>
      answer(api.POST('/api/v1/user/second_factor', { body: { current_password } })),
  });
}

export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) => answer(api.POST('/api/v1/user/second_factor/confirm', { body: { code } })),
    onSettled: useFreshen(),
  });
}

export function useDisableSecondFactor() {
  return useMutation({
    mutationFn: (body: { current_password: string; code: string }) =>
      answer(api.DELETE('/api/v1/user/second_factor', { body })),
    onSettled: useFreshen(),
  });
}
