import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { AddReminder, Reminder } from '#contracts/reminder.contract.js';
import type { Task } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { anActor, aTask, count, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const noon = { due_datetime: '2999-01-07T12:00:00' };
const addTask = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask({ ...noon, ...overrides }), actor);
const remind = (task_id: string, input: Omit<AddReminder, 'task_id'>): Promise<Reminder> =>
  fixture.reminders.add({ task_id, ...input }, actor);
const get = (id: string): Promise<Reminder> => fixture.reminders.get({ id }, actor);

describe('a reminder', () => {
  it('that is relative is for minutes before its task is due', async () => {
    const task = await addTask();
    const reminder = await remind(task.id, { minute_offset: 30, is_urgent: true, service: 'email' });
    expect(reminder).toEqual({
      id: expect.any(String),
      notify_uid: actor.user_id,
      item_id: task.id,
      type: 'relative',
      minute_offset: 30,
      service: 'email',
      is_urgent: true,
      is_deleted: false,
      fires_at: '2999-01-07T11:30:00.000Z',
    });
    expect(await get(reminder.id)).toEqual(reminder);
  });

  it('that is absolute has a time of its own, whatever its task has', async () => {
    const task = await fixture.tasks.add(aTask(), actor);
    const due = { date: '2999-01-07T09:00:00', timezone: 'Europe/Madrid' };
    const reminder = await remind(task.id, { reminder_type: 'absolute', due });
    expect(reminder).toMatchObject({
      type: 'absolute',
      due: { date: '2999-01-07T08:00:00Z', timezone: 'Europe/Madrid', is_recurring: false },
      fires_at: '2999-01-07T08:00:00.000Z',
    });
    expect(reminder).not.toHaveProperty('minute_offset');
  });

  it('is listed with the others, oldest first, by task and altogether', async () => {
    const [one, two] = [await addTask(), await addTask()];
    const ids: string[] = [];
    for (const task of [one, two, one]) ids.push((await remind(task.id, { minute_offset: 0 })).id);
    const list = await fixture.reminders.list({ limit: 2 }, actor);
    expect(list.results.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await fixture.reminders.list({ cursor: list.next_cursor }, actor);
    expect(rest).toMatchObject({ results: [{ id: ids[2] }], next_cursor: null });
    const ofOne = await fixture.reminders.list({ task_id: one.id }, actor);
    expect(ofOne.results.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it('changes what was sent, and its kind', async () => {
    const { id: task } = await addTask();
    const { id } = await remind(task, { minute_offset: 30 });
    const update = (change: object): Promise<Reminder> => fixture.reminders.update({ id, ...change }, actor);
    expect(await update({ is_urgent: true })).toMatchObject({ minute_offset: 30, is_urgent: true });
    expect(await update({ minute_offset: 60 })).toMatchObject({ fires_at: '2999-01-07T11:00:00.000Z' });
    const absolute = await update({ reminder_type: 'absolute', due: { date: '2999-01-01T10:00:00Z' } });
    expect(absolute).toMatchObject({ type: 'absolute', is_urgent: true, fires_at: '2999-01-01T10:00:00.000Z' });
    expect(absolute).not.toHaveProperty('minute_offset');
    expect(await update({ minute_offset: 0 })).toMatchObject({
      type: 'relative',
      fires_at: '2999-01-07T12:00:00.000Z',
    });
  });

  it('goes when it is deleted, and with its task', async () => {
    const { id: task } = await addTask();
    const [one, two] = [await remind(task, { minute_offset: 1 }), await remind(task, { minute_offset: 2 })];
    await fixture.reminders.delete({ id: one.id }, actor);
    await expect(get(one.id)).rejects.toMatchObject({ kind: 'not_found', code: 'reminder.not_found' });
    await fixture.tasks.delete({ id: task }, actor);
    expect(await count(fixture, 'reminder', 'id', two.id)).toBe(0);
  });

  it.each([
    ['relative, of a task that is due all day', { minute_offset: 5 }, 'reminder.no_due_time', 'minute_offset'],
    ['absolute, on a day', { due: { string: 'tomorrow' } }, 'reminder.no_time', 'due'],
    [
      'recurring, on days',
      { due: { date: '2999-01-07T09:00:00', string: 'every day', is_recurring: true } },
      'reminder.no_time',
      'due',
    ],
    ['absolute, at no time', { reminder_type: 'absolute', due: {} }, 'reminder.no_time', 'due'],
    ['in words that are none', { due: { string: 'sometime' } }, 'task.due_string', 'due.string'],
    ['on a day that does not exist', { due: { date: '2027-02-30T09:00:00' } }, 'task.no_such_date', 'due.date'],
    ['neither', {}, 'reminder.not_told', 'minute_offset'],
    ['absolute, without a time', { reminder_type: 'absolute' }, 'reminder.not_told', 'due'],
    ['for somebody else', { minute_offset: 5, notify_uid: newId() }, 'reminder.notify_uid', 'notify_uid'],
  ])('is refused: %s', async (_, input, code, field) => {
    const { id } = await fixture.tasks.add(aTask({ due_date: '2999-01-07' }), actor);
    await expect(remind(id, input)).rejects.toMatchObject({ kind: 'invalid', code, details: { field } });
    expect((await fixture.reminders.list({}, actor)).results).toEqual([]);
  });

  it('is one of at most 50 on a task, however many are added at the same time', async () => {
    const { id } = await addTask();
    const added = await Promise.allSettled(
      Array.from({ length: 55 }, (_, index) => remind(id, { minute_offset: index })),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    await expect(remind(id, { minute_offset: 1 })).rejects.toMatchObject({ code: 'reminder.too_many' });
  });

  it('is not found by a stranger', async () => {
    const { id: task } = await addTask();
    const { id } = await remind(task, { minute_offset: 1 });
    const missing = { kind: 'not_found', code: 'reminder.not_found' };
    await expect(fixture.reminders.get({ id }, anActor())).rejects.toMatchObject(missing);
    await expect(fixture.reminders.update({ id, minute_offset: 2 }, anActor())).rejects.toMatchObject(missing);
    await expect(fixture.reminders.delete({ id }, anActor())).rejects.toMatchObject(missing);
    const add = fixture.reminders.add({ task_id: task, minute_offset: 1 }, anActor());
    await expect(add).rejects.toMatchObject({ kind: 'not_found', code: 'task.not_found' });
  });
});
