import { describe, expect, it } from '@jest/globals';
import type { Due } from '#contracts/task.contract.js';
import { dueView } from './due-date.js';
import { type DueInput, readDue } from './read-due.js';

const inMadrid = { now: new Date('2026-11-20T15:00:00Z'), timezone: 'Europe/Madrid' };
const inNewYork = { ...inMadrid, timezone: 'America/New_York' };

const view = (input: DueInput, reference = inMadrid): Due | null | undefined => {
  const due = readDue(input, reference);
  return due && dueView(due);
};

describe('a due date', () => {
  it('is all day when only a day was sent', () => {
    expect(view({ due_date: '2026-11-22' })).toEqual({
      date: '2026-11-22',
      timezone: null,
      string: '2026-11-22',
      lang: 'en',
      is_recurring: false,
    });
  });

  it('floats when a time without an offset was sent', () => {
    expect(view({ due_datetime: '2026-11-22T09:00' })).toMatchObject({ date: '2026-11-22T09:00:00', timezone: null });
  });

  it('is fixed to the zone of the person when a time with an offset was sent, and told in UTC', () => {
    const due = readDue({ due_datetime: '2026-11-22T08:00:00Z' }, inMadrid)!;
    expect(due).toMatchObject({ date: '2026-11-22', time: '09:00:00', timezone: 'Europe/Madrid' });
    expect(dueView(due)).toMatchObject({ date: '2026-11-22T08:00:00Z', timezone: 'Europe/Madrid' });
    expect(view({ due_datetime: '2026-11-22T20:00:00-05:00' })).toMatchObject({ date: '2026-11-23T01:00:00Z' });
  });

  it('writes what it can read again', () => {
    const due = readDue({ due_datetime: '2026-11-22T08:00:00Z' }, inMadrid)!;
    expect(view({ due_string: due.string })).toMatchObject({ date: '2026-11-22T09:00:00' });
  });

  it.each([
    ['before the clocks of Madrid go forward', '2026-03-29T00:59:59Z', inMadrid],
    ['after it', '2026-03-29T01:00:00Z', inMadrid],
    ['in the first of two like hours in Madrid', '2026-10-25T00:30:00Z', inMadrid],
    ['in the second', '2026-10-25T01:30:00Z', inMadrid],
    ['in the first of two like hours in New York', '2026-11-01T05:30:00Z', inNewYork],
    ['in the second there', '2026-11-01T06:30:00Z', inNewYork],
    ['on a leap day', '2028-02-29T23:59:59Z', inMadrid],
    ['on the last evening of a year', '2026-12-31T23:30:00Z', inMadrid],
  ])('that is fixed stays the same moment %s', (_, moment, reference) => {
    expect(view({ due_datetime: moment }, reference)).toMatchObject({ date: moment, timezone: reference.timezone });
  });

  it('is untouched when nothing was sent, and cleared by null', () => {
    expect(readDue({}, inMadrid)).toBeUndefined();
    expect(readDue({ due_lang: 'en' }, inMadrid)).toBeUndefined();
    expect(readDue({ due_date: null }, inMadrid)).toBeNull();
    expect(readDue({ due_string: null, due_date: null }, inMadrid)).toBeNull();
    expect(view({ due_string: null, due_date: '2026-11-22' })).toMatchObject({ date: '2026-11-22' });
  });

  it('is said in one way only', () => {
    expect(() => readDue({ due_string: 'today', due_date: '2026-11-22' }, inMadrid)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'task.due_ambiguous' }),
    );
  });

  it.each([
    [{ due_date: '2026-02-30' }, 'due_date'],
    [{ due_date: '2027-02-29' }, 'due_date'],
    [{ due_date: '0000-01-01' }, 'due_date'],
    [{ due_datetime: '2026-02-30T09:00:00' }, 'due_datetime'],
    [{ due_datetime: '2026-11-22T25:00:00Z' }, 'due_datetime'],
    [{ due_datetime: '9999-12-31T23:59:59-12:00' }, 'due_datetime'],
    [{ due_string: 'mañana', due_lang: 'es' }, 'due_lang'],
  ])('that does not exist is refused by its field: %j', (input: DueInput, field) => {
    expect(() => readDue(input, inMadrid)).toThrow(
      expect.objectContaining({ kind: 'invalid', details: expect.objectContaining({ field }) as object }),
    );
  });
});
