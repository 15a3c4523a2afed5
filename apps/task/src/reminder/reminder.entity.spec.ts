import { beforeEach, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { ReminderChange, ReminderTime } from '#contracts/reminder.contract.js';
import { dateAndTime, localDue } from '../due/due-date.js';
import { parseDueString } from '../due/due-string.js';
import { nextDue, recurs } from '../recurrence/next-due.js';
import { readTime } from './read-time.js';
import { ReminderEntity } from './reminder.entity.js';

const actor = { user_id: '0192d5a0-0000-7000-8000-000000000001' };
const at = (now: string, timezone = 'Europe/Madrid'): { now: Date; timezone: string } => ({
  now: new Date(now),
  timezone,
});
const start = at('2026-01-01T00:00:00Z');
type Due = ReturnType<typeof localDue>;
const aTask = (due: Due | null, completedAt: Date | null = null): Parameters<ReminderEntity['fire']>[0] => ({
  projectId: actor.user_id,
  content: 'Water the tomatoes',
  due,
  completedAt,
});
const floating = (text: string): Due => dateAndTime(text, 'date', 'UTC');
const fixed = (text: string, zone = 'Europe/Madrid'): Due => ({
  ...floating(text),
  timezone: zone,
});

const aReminder = (input: ReminderChange, reference = start): ReminderEntity =>
  ReminderEntity.of(actor, input, input.due && readTime(input.due, reference), reference.now);
const relative = (minute_offset: number): ReminderEntity => aReminder({ minute_offset });
const aimed = (reminder: ReminderEntity, due = aTask(null), reference = start): string | undefined => {
  reminder.aim(due, reference);
  return reminder.firesAt?.toISOString();
};

describe('a relative reminder', () => {
  it('is for so many minutes before its task is due, where the person is', () => {
    const task = aTask(floating('2026-05-06T09:00:00'));
    expect(aimed(relative(30), task)).toBe('2026-05-06T06:30:00.000Z');
    expect(aimed(relative(30), task, at('2026-01-01T00:00:00Z', 'America/New_York'))).toBe('2026-05-06T12:30:00.000Z');
  });

  it('is the same for everybody where its task is fixed to a zone', () => {
    const task = aTask(fixed('2026-05-06T09:00:00', 'Asia/Tokyo'));
    for (const zone of ['Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati']) {
      expect(aimed(relative(0), task, at('2026-01-01T00:00:00Z', zone))).toBe('2026-05-06T00:00:00.000Z');
    }
  });

  it('is for no moment where its task is due all day, or never', () => {
    expect(aimed(relative(0), aTask(localDue('2026-05-06', null, '6 may')))).toBeUndefined();
    expect(aimed(relative(0), aTask(null))).toBeUndefined();
    for (const due of [null, localDue('2026-05-06', null, '6 may')]) {
      expect(() => relative(0).refuseWithout(due)).toThrow(expect.objectContaining({ code: 'reminder.no_due_time' }));
    }
  });

  it.each([
    ['that clocks jump over, as much later', '2026-03-29T02:30:00', 0, '2026-03-29T01:30:00.000Z'],
    ['that clocks show twice, the first time', '2026-10-25T02:30:00', 0, '2026-10-25T00:30:00.000Z'],
    ['before clocks go forward, as minutes pass', '2026-03-29T03:15:00', 30, '2026-03-29T00:45:00.000Z'],
    ['before clocks go back, as minutes pass', '2026-10-25T03:00:00', 90, '2026-10-25T00:30:00.000Z'],
    ['a day before a change of clocks, as hours pass', '2026-03-29T09:00:00', 1440, '2026-03-28T07:00:00.000Z'],
  ])('is for a time %s', (_, due, offset, moment) => {
    expect(aimed(relative(offset), aTask(floating(due)))).toBe(moment);
    expect(aimed(relative(offset), aTask(fixed(due)), at('2026-01-01T00:00:00Z', 'Asia/Tokyo'))).toBe(moment);
  });

  it('is for the later of two like times where its task is', () => {
    expect(aimed(relative(0), aTask({ ...fixed('2026-10-25T02:30:00'), fold: true }))).toBe('2026-10-25T01:30:00.000Z');
  });

  it('keeps to what the clock shows, in winter and in summer', () => {
    let due = parseDueString('every month on the 15th at 9', start);
    const moments: string[] = [];
    const reminder = relative(15);
    for (let month = 0; month < 6 && recurs(due); month++) {
      moments.push(aimed(reminder, aTask(due)) ?? '');
      due = nextDue(due, start);
    }
    const clock = (moment: string): string =>
      DateTime.fromISO(moment, { zone: 'Europe/Madrid' }).toFormat('MM-dd HH:mm');
    expect(moments.map(clock)).toEqual(['01', '02', '03', '04', '05', '06'].map((month) => `${month}-15 08:45`));
  });

  it('is for no moment that cannot be kept', () => {
    expect(aimed(relative(0), aTask(fixed('9999-12-31T23:59:00', 'America/New_York')))).toBeUndefined();
    expect(aimed(relative(525_600), aTask(floating('1000-01-01T00:00:00')))).toBeUndefined();
  });
});

describe('an absolute reminder', () => {
  const timeOf = (due: ReminderTime, reference = start): string | undefined => aimed(aReminder({ due }, reference));

  it('floats, is fixed to a zone, or to the zone of the person by an offset', () => {
    expect(timeOf({ date: '2026-05-06T09:00:00' })).toBe('2026-05-06T07:00:00.000Z');
    expect(timeOf({ date: '2026-05-06T09:00:00', timezone: 'Asia/Tokyo' })).toBe('2026-05-06T00:00:00.000Z');
    expect(timeOf({ date: '2026-05-06T09:00:00Z' })).toBe('2026-05-06T09:00:00.000Z');
    const reminder = aReminder({ due: { date: '2026-05-06T09:00:00Z', timezone: 'Asia/Tokyo' } });
    expect(reminder.due).toMatchObject({ time: '18:00:00', timezone: 'Asia/Tokyo' });
    expect(aReminder({ due: { date: '2026-05-06T09:00:00Z' } }).due).toMatchObject({ timezone: 'Europe/Madrid' });
  });

  it('is understood in words', () => {
    expect(timeOf({ string: 'tomorrow at 9' })).toBe('2026-01-02T08:00:00.000Z');
    expect(timeOf({ string: 'tomorrow at 9', timezone: 'Asia/Tokyo' })).toBe('2026-01-02T00:00:00.000Z');
    expect(timeOf({ string: 'every monday at 9' })).toBe('2026-01-05T08:00:00.000Z');
  });

  it('reads what it was told as, whatever the words mean by now', () => {
    const reminder = aReminder({ due: { string: 'tomorrow at 9' } });
    const { due } = reminder.toView();
    expect(readTime(due!, at('2026-06-01T00:00:00Z'))).toEqual(reminder.due);
    const weekly = aReminder({ due: { string: 'every monday at 9' } });
    expect(readTime(weekly.toView().due!, start)).toEqual(weekly.due);
  });

  it('does not follow its task', () => {
    const reminder = aReminder({ due: { date: '2026-05-06T09:00:00' } });
    aimed(reminder, aTask(floating('2026-01-01T09:00:00')));
    expect(aimed(reminder, aTask(null))).toBe('2026-05-06T07:00:00.000Z');
  });
});

describe('a reminder', () => {
  const task = aTask(floating('2026-05-06T09:00:00'));
  const [before, after] = [at('2026-05-06T06:00:00Z'), at('2026-05-06T08:00:00Z')];
  let reminder: ReminderEntity;
  beforeEach(() => {
    reminder = relative(0);
    reminder.aim(task, before);
  });

  it('waits for what it was for, however late, until it has fired', () => {
    expect(reminder.aim(task, after)).toBe(false);
    expect(reminder.fire(task, after)).toMatchObject({ late_ms: 3_600_000, remind_at: '2026-05-06T07:00:00.000Z' });
    expect(aimed(reminder, task, before)).toBeUndefined();
  });

  it('does not fire for what passed while its task was completed', () => {
    reminder.aim({ ...task, completedAt: before.now }, before);
    expect(reminder.firesAt).toBeNull();
    expect(aimed(reminder, task, after)).toBeUndefined();
  });

  it('fires in time when its task is reopened before', () => {
    reminder.aim({ ...task, completedAt: before.now }, before);
    expect(aimed(reminder, task, before)).toBe('2026-05-06T07:00:00.000Z');
  });

  it('does not fire twice for one moment, even if clocks of servers disagree', () => {
    reminder.fire(task, after);
    reminder.aim(aTask(floating('2026-05-07T09:00:00')), before);
    expect(aimed(reminder, task, before)).toBeUndefined();
    expect(aimed(reminder, aTask(floating('2026-05-08T09:00:00')), before)).toBe('2026-05-08T07:00:00.000Z');
  });

  it('fires once for all that it missed where it recurs, and goes on', () => {
    const daily = aReminder({ due: { string: 'every day at 9' } }, before);
    daily.aim(task, before);
    const event = daily.fire(task, at('2026-05-09T10:00:00Z'));
    expect(event).toMatchObject({ remind_at: '2026-05-06T07:00:00.000Z', due: { date: '2026-05-06T09:00:00' } });
    expect(daily.firesAt?.toISOString()).toBe('2026-05-10T07:00:00.000Z');
  });

  it('leaves out what passed while its task was completed where it recurs', () => {
    const daily = aReminder({ due: { string: 'every day at 9' } }, before);
    daily.aim(task, before);
    daily.aim({ ...task, completedAt: before.now }, before);
    expect(aimed(daily, task, at('2026-05-09T10:00:00Z'))).toBe('2026-05-10T07:00:00.000Z');
  });

  it('does not fire after the last date of its rule', () => {
    const twice = aReminder({ due: { string: 'every day at 9 for 2 days' } }, before);
    twice.aim(task, before);
    twice.fire(task, at('2026-05-06T07:00:00Z'));
    expect(twice.firesAt?.toISOString()).toBe('2026-05-07T07:00:00.000Z');
    twice.fire(task, at('2026-05-07T07:00:00Z'));
    expect(twice.firesAt).toBeNull();
  });
});
