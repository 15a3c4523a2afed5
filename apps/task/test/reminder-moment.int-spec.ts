import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import { reminderDue, userRegistered } from '#contracts/events.js';
import type { AddReminder, Reminder } from '#contracts/reminder.contract.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { aMember, anActor, aTask, count, type Fixture, listenTo, publish, startTaskService } from './fixture.js';

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
const register = (timezone: string, version = 1, disabled = false): Promise<void> => {
  const data = { id: actor.user_id, email: 'sam@example.org', full_name: 'Sam Doe', timezone, disabled };
  return publish(fixture.broker, userRegistered, { id: actor.user_id, version }, data);
};
/** A floating time at least so many seconds from now, for somebody in UTC. */
const soon = (seconds: number): string =>
  DateTime.utc()
    .plus({ seconds: seconds + 1 })
    .startOf('second')
    .toFormat("yyyy-MM-dd'T'HH:mm:ss");

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

  it('tells nothing to who may not see the task any more', async () => {
    const project = await fixture.projects.add({ name: 'Shared' }, actor);
    const task = await addTask({ project_id: project.id });
    const member = await aMember(fixture, { project_id: project.id }, 'editor', actor);
    const due = { date: `${soon(8)}Z` };
    const [kept, silent] = [
      await remind(task.id, { due }),
      await fixture.reminders.add({ task_id: task.id, due }, member),
    ];
    await fixture.collaborators.remove({ project_id: project.id, user_id: member.user_id }, actor);
    await eventually(() => expect(told(kept.id)).toHaveLength(1));
    await eventually(async () => {
      const sql = 'SELECT fires_at FROM reminder WHERE id = ?';
      expect(await fixture.service.dataSource.query(sql, [idToBytes(silent.id)])).toEqual([{ fires_at: null }]);
    });
    expect(told(silent.id)).toEqual([]);
    expect(await firings(silent.id)).toBe(0);
  });

  it('tells nothing while the account is disabled, and nothing of it later', async () => {
    const isDisabled = (): Promise<unknown> =>
      fixture.service.dataSource.query('SELECT disabled FROM member WHERE id = ?', [idToBytes(actor.user_id)]);
    await register('UTC', 1, true);
    await eventually(async () => expect(await isDisabled()).toEqual([{ disabled: 1 }]));
    const { id: task } = await addTask();
    const silent = await remind(task, { due: { date: `${soon(0)}Z` } });
    await eventually(async () => expect(await firesAt(silent.id)).toBeNull());
    await register('UTC', 2);
    await eventually(async () => expect(await isDisabled()).toEqual([{ disabled: 0 }]));
    const kept = await remind(task, { due: { date: `${soon(0)}Z` } });
    await eventually(() => expect(told(kept.id)).toHaveLength(1));
    expect(told(silent.id)).toEqual([]);
    expect(await firings(silent.id)).toBe(0);
  });

  it('fires once, not before its time, and tells all that there is to say', async () => {
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
    expect(event.late_ms).toBe(Date.parse(String(event.fired_at)) - Date.parse(String(event.remind_at)));
    expect(event.late_ms).toBeGreaterThanOrEqual(0);
    expect(await get(reminder.id)).toMatchObject({ fires_at: null });
    await fixture.tasks.update({ id: task.id, content: 'Water them again' }, actor);
    await fixture.tasks.close({ id: task.id }, actor);
    await fixture.tasks.reopen({ id: task.id }, actor);
    expect(await get(reminder.id)).toMatchObject({ fires_at: null });
    expect(await firings(reminder.id)).toBe(1);
  });

  it('goes on to its next time where it recurs', async () => {
    const { id: task } = await fixture.tasks.add(aTask(), actor);
    const due = { date: soon(2), string: 'every day at 9', is_recurring: true };
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
