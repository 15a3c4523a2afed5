import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { daysBetween, type Span, streaksOf, weekOf } from './streaks.js';

/** Days in November, one letter each: `x` reached, `-` not, `o` off. */
const days = (text: string): Span[] =>
  [...text].map((letter, index) => {
    const date = `2026-11-${String(index + 1).padStart(2, '0')}`;
    return { from: date, to: date, reached: letter === 'x', isOff: letter === 'o' };
  });

const streak = (first: number, last: number, count = last - first + 1): object => ({
  count,
  start: `2026-11-${String(first).padStart(2, '0')}`,
  end: `2026-11-${String(last).padStart(2, '0')}`,
});
const none = { count: 0, start: '', end: '' };

describe('streaks', () => {
  it.each([
    ['of nothing', '', none, none, none],
    ['that begin today', '--x', streak(3, 3), none, streak(3, 3)],
    ['that today may still go on', 'xx-', streak(1, 2), none, streak(1, 2)],
    ['that ended yesterday', 'xx--', none, streak(1, 2), streak(1, 2)],
    ['with days off in between', 'xoox', streak(1, 4, 2), none, streak(1, 4, 2)],
    ['with work on a day off', 'xx-xxx-x', streak(8, 8), streak(4, 6), streak(4, 6)],
    ['of which the newest of equal ones counts', 'xx-xx', streak(4, 5), streak(1, 2), streak(4, 5)],
  ])('%s', (_, text, current, last, longest) => {
    expect(streaksOf(days(text))).toEqual({ current, last, longest });
  });
});

describe('a calendar', () => {
  it('has every day once where clocks change', () => {
    const zone = 'Europe/Madrid';
    const [first, last] = [DateTime.fromISO('2026-10-24', { zone }), DateTime.fromISO('2026-10-26T01:00', { zone })];
    expect(daysBetween(first, last).map((day) => day.toISODate())).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });

  it.each([
    [1, '2026-11-23'],
    [2, '2026-11-24'],
    [3, '2026-11-18'],
    [7, '2026-11-22'],
  ])('has weeks that begin on any day: %i', (startDay, begin) => {
    expect(weekOf(DateTime.fromISO('2026-11-24T12:00'), startDay).toISODate()).toBe(begin);
  });
});
