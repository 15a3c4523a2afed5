import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client } from './calls.js';

let client: Client;
let api: Client['api'];
let taskId: string;
beforeAll(async () => {
  client = await aClient();
  api = client.api;
  taskId = (await api.addTask({ content: 'Water', dueDatetime: '2999-01-31T09:00:00' })).id;
});

describe('reminders', () => {
  calls('addReminder', 'takes every field of both kinds', async () => {
    const relative = {
      taskId,
      minuteOffset: 30,
      service: 'push',
      isUrgent: true,
      notifyUid: client.person.id,
    } as const;
    const { id } = await api.addReminder(relative);
    expect(await api.getReminder(id)).toMatchObject({ itemId: taskId, minuteOffset: 30, isUrgent: true });
    const due = { date: '2999-01-30T09:00:00' };
    const absolute = await api.addReminder({
      taskId,
      reminderType: 'absolute',
      due,
      service: 'email',
      isUrgent: false,
    });
    expect(await api.getReminder(absolute.id)).toMatchObject({ type: 'absolute', due });
  });

  calls('getReminder', 'knows no reminder that is not there', async () => {
    await expect(api.getReminder(taskId)).rejects.toThrow('was not found');
  });

  calls('getReminders', 'lists those of one task or of all, page by page', async () => {
    const task = await api.addTask({ content: 'Much to remember', dueDatetime: '2999-01-31T09:00:00' });
    const ids: string[] = [];
    for (const minuteOffset of [10, 20, 30]) ids.push((await api.addReminder({ taskId: task.id, minuteOffset })).id);
    const found = await all((page) => api.getReminders({ taskId: task.id, ...page }));
    expect(found.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect((await api.getReminders()).results.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  calls('getLocationReminders', 'lists none, of a task that is there', async () => {
    expect(await api.getLocationReminders({ taskId })).toEqual({ results: [], nextCursor: null });
    await expect(api.getLocationReminders({ taskId: client.person.id })).rejects.toThrow('Not Found');
  });

  calls('updateReminder', 'changes what is sent', async () => {
    const { id } = await api.addReminder({ taskId, minuteOffset: 30, isUrgent: true });
    await api.updateReminder(id, { reminderType: 'relative', minuteOffset: 60 });
    expect(await api.getReminder(id)).toMatchObject({ minuteOffset: 60, isUrgent: true });
  });

  calls('deleteReminder', 'deletes it', async () => {
    const { id } = await api.addReminder({ taskId, minuteOffset: 45 });
    expect(await api.deleteReminder(id)).toBe(true);
    await expect(api.getReminder(id)).rejects.toThrow('was not found');
  });
});
