import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import { reminderDue, userRegistered } from '#contracts/events.js';
import type { AddReminder, Reminder } from '#contracts/reminder.contract.js';
import type { Task } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { anActor, aTask, count, type Fixture, listenTo, publish, startTaskService } from './fixture.js';

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
const firesAt = async (id: string): Promise<string | null> => (await get(id)).fires_at;
const register = (timezone: string, version = 1): Promise<void> => {
  const data = { id: actor.user_id, email: 'sam@example.org', full_name: 'Sam Doe', timezone };
  return publish(fixture.broker, userRegistered, { id: actor.user_id, version }, data);
};
/** A floating time so many seconds from now, for somebody in UTC. */
const soon = (seconds: number): string =>
  DateTime.utc().plus({ seconds }).startOf('second').toFormat("yyyy-MM-dd'T'HH:mm:ss");

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

describe('the moment of a reminder', () => {
  it('follows the due date of its task, and is none while that has no time', async () => {
    const { id: task } = await addTask();
    const { id } = await remind(task, { minute_offset: 30 });
    const update = (change: object): Promise<Task> => fixture.tasks.update({ id: task, ...change }, actor);
    await update({ due_datetime: '2999-02-01T08:00:00Z' });
    expect(await firesAt(id)).toBe('2999-02-01T07:30:00.000Z');
    await update({ due_date: '2999-02-01' });
    expect(await firesAt(id)).toBeNull();
    await update({ due_string: '2999-03-01 09:00' });
    expect(await firesAt(id)).toBe('2999-03-01T08:30:00.000Z');
    await update({ due_string: 'no date' });
    expect(await firesAt(id)).toBeNull();
  });

  it('comes again with each date of a task that recurs', async () => {
    const { id: task } = await addTask({
      due_datetime: undefined,
      due_string: 'every monday 9:00 starting 2999-01-07',
    });
    const { id } = await remind(task, { minute_offset: 60 });
    expect(await firesAt(id)).toBe('2999-01-07T08:00:00.000Z');
    await fixture.tasks.close({ id: task }, actor);
    expect(await firesAt(id)).toBe('2999-01-14T08:00:00.000Z');
    await fixture.occurrences.skip({ id: task }, actor);
    expect(await firesAt(id)).toBe('2999-01-21T08:00:00.000Z');
  });

  it('is none while the task is completed, by itself or along with another', async () => {
    const { id: top } = await fixture.tasks.add(aTask(), actor);
    const { id: task } = await addTask({ parent_id: top });
    const [relative, absolute] = [
      await remind(task, { minute_offset: 30 }),
      await remind(task, { due: { date: '2999-01-01T09:00:00' } }),
    ];
    await fixture.tasks.close({ id: top }, actor);
    for (const { id } of [relative, absolute]) expect(await firesAt(id)).toBeNull();
    await fixture.tasks.reopen({ id: task }, actor);
    for (const { id, fires_at } of [relative, absolute]) expect(await firesAt(id)).toBe(fires_at);
  });

  it('follows the clocks of the person where it floats', async () => {
    const [floating, fixed] = [await addTask(), await addTask({ due_datetime: '2999-01-07T12:00:00Z' })];
    const reminders = [
      await remind(floating.id, { minute_offset: 0 }),
      await remind(floating.id, { due: { date: '2999-01-07T08:00:00' } }),
      await remind(fixed.id, { minute_offset: 0 }),
      await remind(floating.id, { due: { string: '2999-01-07 08:00', timezone: 'Asia/Tokyo' } }),
    ];
    await register('America/New_York');
    await eventually(async () => expect(await firesAt(reminders[0].id)).toBe('2999-01-07T17:00:00.000Z'));
    const moments = await Promise.all(reminders.map(({ id }) => firesAt(id)));
    expect(moments.slice(1)).toEqual([
      '2999-01-07T13:00:00.000Z',
      '2999-01-07T12:00:00.000Z',
      '2999-01-06T23:00:00.000Z',
    ]);
    await register('Europe/Madrid', 2);
    await eventually(async () => expect(await firesAt(reminders[0].id)).toBe('2999-01-07T11:00:00.000Z'));
  });
});

describe('a reminder that is due', () => {
  let heard: Record<string, unknown>[];
  beforeAll(async () => (heard = await listenTo(fixture.broker, reminderDue)));
  const told = (id: string): Record<string, unknown>[] => heard.filter((each) => each.id === id);
  const firings = (id: string): Promise<number> => count(fixture, 'reminder_firing', 'reminder_id', id);

  it('fires once, on time, and tells all that there is to say', async () => {
    const at = soon(2);
    const task = await addTask({ due_datetime: at, content: 'Water the seedlings' });
    const reminder = await remind(task.id, { minute_offset: 0 });
    await eventually(() => expect(told(reminder.id)).toHaveLength(1));
    const [event] = told(reminder.id);
    expect(event).toEqual({
      type: 'relative',
      id: reminder.id,
      user_id: actor.user_id,
      task_id: task.id,
      project_id: task.project_id,
      content: 'Water the seedlings',
      minute_offset: 0,
      due: task.due,
      service: null,
      is_urgent: false,
      remind_at: `${at}.000Z`,
      fired_at: expect.any(String),
      late_ms: expect.any(Number),
    });
    expect(event.late_ms).toBeLessThan(1000);
    expect(await get(reminder.id)).toMatchObject({ fires_at: null });
    await fixture.tasks.update({ id: task.id, content: 'Water them again' }, actor);
    await fixture.tasks.close({ id: task.id }, actor);
    await fixture.tasks.reopen({ id: task.id }, actor);
    expect(await get(reminder.id)).toMatchObject({ fires_at: null });
    expect(await firings(reminder.id)).toBe(1);
  });

  it('goes on to its next time where it recurs', async () => {
    const { id: task } = await fixture.tasks.add(aTask(), actor);
    const due = { date: soon(1), string: 'every day at 9', is_recurring: true };
    const { id, fires_at } = await remind(task, { due });
    await eventually(() => expect(told(id)).toHaveLength(1));
    const reminder = await get(id);
    expect(reminder).toMatchObject({ due: { is_recurring: true, string: 'every day at 9' } });
    expect(reminder.fires_at).toMatch(/T09:00:00.000Z$/);
    expect(reminder.fires_at! > fires_at!).toBe(true);
  });

  it('does not fire for what passed before it was there, or while its task was completed', async () => {
    const { id: task } = await addTask({ due_datetime: soon(2) });
    const [past, missed] = [
      await remind(task, { due: { date: '2001-01-01T09:00:00' } }),
      await remind(task, { minute_offset: 0 }),
    ];
    expect(past.fires_at).toBeNull();
    await fixture.tasks.close({ id: task }, actor);
    const { id: witness } = await remind((await addTask({ due_datetime: soon(3) })).id, { minute_offset: 0 });
    await eventually(() => expect(told(witness)).toHaveLength(1));
    await fixture.tasks.reopen({ id: task }, actor);
    for (const { id } of [past, missed]) expect([await firesAt(id), await firings(id)]).toEqual([null, 0]);
  });
});
