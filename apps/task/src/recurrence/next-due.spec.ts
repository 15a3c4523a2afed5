import { describe, expect, it } from '@jest/globals';
import rrule from 'rrule';
import { type DueDate, dueView } from '../due/due-date.js';
import { readDue } from '../due/read-due.js';
import { nextDue, recurs } from './next-due.js';

const timezone = 'Europe/Madrid';
/** Friday 20 November 2026, 16:00 in Madrid. */
const friday = '2026-11-20T15:00:00Z';

const written = (due_string: string, now = friday): DueDate =>
  readDue({ due_string }, { now: new Date(now), timezone })!;
const next = (due: DueDate, now: string, isSkipped = false): DueDate | null => {
  if (!recurs(due)) throw new Error('It does not recur');
  return nextDue(due, { now: new Date(now), timezone }, isSkipped);
};
const told = (due: DueDate | null): string | null =>
  due && (due.time ? `${due.date}T${due.time.slice(0, 5)}` : due.date);

/** The dates of something that is completed at noon of each day on which it is due. */
function dates(text: string, count: number, now = friday): (string | null)[] {
  let due: DueDate | null = written(text, now);
  const found = [told(due)];
  while (due && found.length < count) {
    due = next(due, dueView({ ...due, timezone: due.time && timezone }).date);
    found.push(told(due));
  }
  return found;
}

/** What somebody puts on another date, as a task does it. */
const moved = (due: DueDate, to: Partial<DueDate>): DueDate => ({ ...due, ...to });

describe('the next date', () => {
  it('is the next by the rule after the one that was due, however early it was completed', () => {
    const due = written('every monday');
    expect(told(due)).toBe('2026-11-23');
    expect(told(next(due, friday))).toBe('2026-11-30');
    expect(told(next(due, '2026-11-23T10:00:00Z'))).toBe('2026-11-30');
    expect(next(due, friday)).toMatchObject({ string: 'every monday', lang: 'en', timezone: null, fold: false });
  });

  it('keeps its day through months that lack it', () => {
    expect(dates('every month on the 31st', 5)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
    expect(dates('every month on the 30th', 5, '2027-12-30T11:00:00Z')).toEqual([
      '2027-12-30',
      '2028-01-30',
      '2028-02-29',
      '2028-03-30',
      '2028-04-30',
    ]);
    expect(dates('every feb 29', 4)).toEqual(['2027-02-28', '2028-02-29', '2029-02-28', '2030-02-28']);
  });

  it('is not in the past: a day is past when it is over, a time when it has come', () => {
    expect(told(next(written('every day'), '2026-11-25T22:30:00Z'))).toBe('2026-11-25');
    expect(told(next(written('every day'), '2026-11-25T23:30:00Z'))).toBe('2026-11-26');
    const nine = written('every day at 9');
    expect(told(next(nine, '2026-11-25T07:59:59Z'))).toBe('2026-11-25T09:00');
    expect(told(next(nine, '2026-11-25T08:00:00Z'))).toBe('2026-11-26T09:00');
    expect(told(next(written('every other tuesday'), '2027-06-02T12:00:00Z'))).toBe('2027-06-08');
    expect(told(next(written('every 3 hours'), '2026-11-25T12:30:00Z'))).toBe('2026-11-25T16:00');
  });

  it.each([
    'every 3 days',
    'every weekday at 9',
    'every other tuesday',
    'every 2 weeks on mon, fri at 20:00',
    'every month on the 31st',
    'every 2nd, 15th and 30th',
    'every last workday at 17:00',
    'every other month on the 2nd monday',
    'every 5 hours',
    'every jan 15, feb 29, mar 3',
    'every 3rd last day until 1 june 2028',
  ])('is that of another library which reads what is kept: %s', (text) => {
    const ours = dates(text, 20).filter((date) => date !== null);
    const [start, rule] = written(text).recurrence!.split('\n');
    // It knows no days without a time.
    const timed = start.replace(/;VALUE=DATE:(\d+)/, ':$1T000000');
    const theirs = rrule.rrulestr(`${timed}\n${rule}`).all((_, index) => index < 25);
    const toCome = theirs.map((date) => date.toISOString().slice(0, ours[0].length)).filter((date) => date >= ours[0]);
    expect(ours).toEqual(toCome.slice(0, 20));
  });

  it('is counted from the completion where that was said', () => {
    const days = written('every! 3 days');
    expect(told(next(days, '2026-11-25T12:00:00Z'))).toBe('2026-11-28');
    expect(told(next(next(days, '2026-11-25T12:00:00Z')!, '2026-11-26T12:00:00Z'))).toBe('2026-11-29');
    expect(told(next(written('every! 3 days at 9'), '2026-11-25T12:00:00Z'))).toBe('2026-11-28T09:00');
    expect(told(next(written('every! monday'), '2026-11-30T12:00:00Z'))).toBe('2026-12-07');
    expect(told(next(written('every! 2 hours'), '2026-11-25T12:10:30Z'))).toBe('2026-11-25T15:10');
    const months = written('every! month');
    expect(told(next(months, '2027-01-31T12:00:00Z'))).toBe('2027-02-28');
    expect(told(next(next(months, '2027-01-31T12:00:00Z')!, '2027-02-28T12:00:00Z'))).toBe('2027-03-28');
  });

  it('ends with the last one that the words allow', () => {
    expect(dates('every monday until 7 dec', 4)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', null]);
    expect(dates('every day at 20:00 for 2 days', 3)).toEqual(['2026-11-20T20:00', '2026-11-21T20:00', null]);
    expect(next(written('every day until 25 nov'), '2026-11-26T12:00:00Z')).toBeNull();
    expect(next(written('every! 3 days until 25 nov'), '2026-11-23T12:00:00Z')).toBeNull();
  });

  it('stays that of the rule when one date was put off or brought forward', () => {
    const monday = written('every monday at 9');
    const late = moved(monday, { date: '2026-11-25', time: '11:00:00' });
    expect(told(next(late, '2026-11-25T12:00:00Z'))).toBe('2026-11-30T09:00');
    const early = moved(monday, { date: '2026-11-22', time: null });
    expect(told(next(early, '2026-11-22T12:00:00Z'))).toBe('2026-11-30T09:00');
    const veryLate = moved(monday, { date: '2026-12-01' });
    expect(told(next(veryLate, '2026-11-25T12:00:00Z'))).toBe('2026-12-07T09:00');
  });

  it('is what follows when one is skipped', () => {
    expect(told(next(written('every monday'), friday, true))).toBe('2026-11-30');
    expect(told(next(written('every day'), '2026-11-25T12:00:00Z', true))).toBe('2026-11-25');
    const days = next(written('every! 3 days'), '2026-11-25T12:00:00Z')!;
    expect(told(next(days, '2026-11-25T12:00:00Z', true))).toBe('2026-12-01');
  });

  it('is at the same time on the clock of a fixed zone, whatever clocks do', () => {
    const fixed = (text: string, datetime: string, now: string): DueDate => {
      const {
        date,
        time,
        timezone: zone,
        fold,
      } = readDue({ due_datetime: datetime }, { now: new Date(now), timezone })!;
      return moved(written(text, now), { date, time, timezone: zone, fold });
    };
    const winter = fixed('every day at 9', '2027-03-27T08:00:00Z', '2027-03-26T12:00:00Z');
    expect(dueView(next(winter, '2027-03-27T09:00:00Z')!)).toMatchObject({ date: '2027-03-28T07:00:00Z', timezone });
    const gap = fixed('every day at 2:30', '2027-03-27T01:30:00Z', '2027-03-26T12:00:00Z');
    const jumped = next(gap, '2027-03-27T09:00:00Z')!;
    expect([told(jumped), dueView(jumped).date]).toEqual(['2027-03-28T02:30', '2027-03-28T01:30:00Z']);
    expect(dueView(next(jumped, '2027-03-28T09:00:00Z')!).date).toBe('2027-03-29T00:30:00Z');
    const twice = next(
      fixed('every day at 2:30', '2026-10-24T00:30:00Z', '2026-10-23T12:00:00Z'),
      '2026-10-24T09:00:00Z',
    )!;
    expect(dueView(twice).date).toBe('2026-10-25T00:30:00Z');
    expect(dueView(next(twice, '2026-10-25T00:45:00Z')!).date).toBe('2026-10-26T01:30:00Z');
  });

  it('by the hour in a fixed zone comes as time passes, also when clocks change', () => {
    let due = moved(written('every hour starting today 0:30', '2026-10-24T22:00:00Z'), { timezone });
    const found = Array.from({ length: 4 }, () => (due = next(due, dueView(due).date)!)).map(
      (each) => dueView(each).date,
    );
    expect(found).toEqual([
      '2026-10-24T23:30:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T02:30:00Z',
    ]);
  });
});
