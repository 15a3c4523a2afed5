import { describe, expect, it } from '@jest/globals';
import { parseDueString } from './due-string.js';
import type { Reference } from './reference.js';

/** Friday 20 November 2026, 16:00 in Madrid. */
const friday: Reference = { now: new Date('2026-11-20T15:00:00Z'), timezone: 'Europe/Madrid' };
const at = (now: string, timezone = 'Europe/Madrid'): Reference => ({ now: new Date(now), timezone });

const told = (text: string, reference = friday): string | null => {
  const due = parseDueString(text, reference);
  return due && (due.time === null ? due.date : `${due.date}T${due.time}`);
};

describe('a due string', () => {
  it.each([
    ['today', '2026-11-20'],
    ['tod', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['tom', '2026-11-21'],
    ['  Tomorrow ', '2026-11-21'],
    ['saturday', '2026-11-21'],
    ['next monday', '2026-11-23'],
    ['next week', '2026-11-23'],
    ['in 3 days', '2026-11-23'],
    ['weekend', '2026-11-21'],
    ['end of month', '2026-11-30'],
    ['22 nov', '2026-11-22'],
    ['Nov 22', '2026-11-22'],
    ['2026-12-24', '2026-12-24'],
    ['yesterday', '2026-11-19'],
    ['last friday', '2026-11-13'],
  ])('that is a day is all day: %s', (text, expected) => expect(told(text)).toBe(expected));

  it.each([
    ['tomorrow at 9', '2026-11-21T09:00:00'],
    ['tomorrow @ 9', '2026-11-21T09:00:00'],
    ['tomorrow 9am', '2026-11-21T09:00:00'],
    ['9am tomorrow', '2026-11-21T09:00:00'],
    ['today 17:30', '2026-11-20T17:30:00'],
    ['noon on friday', '2026-11-27T12:00:00'],
    ['5 jan 14:00', '2027-01-05T14:00:00'],
    ['2026-12-24 18:00', '2026-12-24T18:00:00'],
    ['tomorrow morning', '2026-11-21T09:00:00'],
    ['tomorrow in the evening', '2026-11-21T19:00:00'],
    ['in 2 hours', '2026-11-20T18:00:00'],
    ['in 30 minutes', '2026-11-20T16:30:00'],
  ])('with a time floats: %s', (text, expected) => {
    expect(told(text)).toBe(expected);
    expect(parseDueString(text, friday)?.timezone).toBeNull();
  });

  it('means the next such time where only a time is told', () => {
    expect(told('17:30')).toBe('2026-11-20T17:30:00');
    expect(told('9am')).toBe('2026-11-21T09:00:00');
  });

  it('rolls over into the next year', () => {
    expect(told('5 jan')).toBe('2027-01-05');
    expect(told('tomorrow', at('2026-12-31T12:00:00Z'))).toBe('2027-01-01');
    expect(told('in 3 days', at('2026-12-30T12:00:00Z'))).toBe('2027-01-02');
  });

  it('means the next leap day by 29 February, and refuses it in a year without one', () => {
    expect(told('feb 29')).toBe('2028-02-29');
    expect(told('29 february at 9')).toBe('2028-02-29T09:00:00');
    expect(told('feb 29 2028')).toBe('2028-02-29');
    expect(told('tomorrow', at('2028-02-28T12:00:00Z'))).toBe('2028-02-29');
    expect(() => told('feb 29 2027')).toThrow();
  });

  it('takes the day from the zone of its writer', () => {
    const lateEvening = '2026-11-20T23:30:00Z';
    expect(told('today', at(lateEvening, 'Europe/Madrid'))).toBe('2026-11-21');
    expect(told('today', at(lateEvening, 'America/New_York'))).toBe('2026-11-20');
    expect(told('tomorrow', at(lateEvening, 'Pacific/Kiritimati'))).toBe('2026-11-22');
  });

  it('counts hours as they pass when clocks change, and days by the calendar', () => {
    const beforeSpring = at('2026-03-29T00:30:00Z');
    expect(told('in 2 hours', beforeSpring)).toBe('2026-03-29T04:30:00');
    expect(told('tomorrow at 9', beforeSpring)).toBe('2026-03-30T09:00:00');
    const beforeAutumn = at('2026-11-01T04:30:00Z', 'America/New_York');
    expect(told('in 2 hours', beforeAutumn)).toBe('2026-11-01T01:30:00');
    expect(told('tomorrow', beforeAutumn)).toBe('2026-11-02');
    expect(told('in 1 day', at('2026-10-24T22:30:00Z'))).toBe('2026-10-26');
  });

  it('that names a zone is told in that of its writer', () => {
    expect(told('today 5pm UTC')).toBe('2026-11-20T18:00:00');
  });

  it.each(['no date', 'No due date', ' no date '])('clears: %s', (text) => expect(told(text)).toBeNull());

  it('keeps what was written', () => {
    expect(parseDueString(' Tom @ 9 ', friday)).toMatchObject({ string: 'Tom @ 9', lang: 'en' });
  });

  it.each([
    '',
    'sometime',
    'tomorrow maybe',
    'buy milk tomorrow',
    '2026-02-30',
    'feb 30',
    'monday - friday',
    'in 9999999 days',
    '25:00',
    'tomorrow 25:00',
  ])('that is not a date throughout is refused: "%s"', (text) => {
    expect(() => told(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'task.due_string' }));
  });
});
