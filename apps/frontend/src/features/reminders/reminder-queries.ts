import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { AddReminder, Reminder, Task } from '../../api/types';
import { showToast } from '../../ui/toast-store';

/** The reminders of a task, read again whenever it has changed: they may be for other moments by then. */
export function useReminders({ id, updated_at }: Task) {
  return useQuery({
    queryKey: [...keys.reminders(id), updated_at],
    queryFn: () => allPages((query) => api.GET('/api/v1/reminders', { params: { query: { ...query, task_id: id } } })),
    placeholderData: keepPreviousData,
  });
}

export function useAddReminder({ id }: Task) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (when: Omit<AddReminder, 'task_id'>) =>
      answer(api.POST('/api/v1/reminders', { body: { task_id: id, ...when } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.reminders(id) }),
  });
}

export function useDeleteReminder({ id }: Task) {
  const client = useQueryClient();
  const queryKey = keys.reminders(id);
  return useMutation({
    mutationFn: (reminder: Reminder) =>
      answer(api.DELETE('/api/v1/reminders/{id}', { params: { path: { id: reminder.id } } })),
    onMutate: async (reminder) => {
      await client.cancelQueries({ queryKey });
      client.setQueriesData<Reminder[]>({ queryKey }, (now) => now?.filter((one) => one.id !== reminder.id));
    },
    onError: (error) => showToast(`The reminder was not deleted. ${asProblem(error).message}`, { tone: 'problem' }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
