import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, formatDay, formatMoment, formats, formatTime, nextOn, todayIn, weekday } from './days';

describe('days', () => {
  it('begin at midnight of the zone, not of UTC', () => {
    const evening = new Date('2026-03-28T23:30:00Z');
    expect(todayIn('UTC', evening)).toBe('2026-03-28');
    expect(todayIn('Europe/Madrid', evening)).toBe('2026-03-29');
    expect(todayIn('America/Los_Angeles', evening)).toBe('2026-03-28');
    expect(todayIn('Pacific/Kiritimati', evening)).toBe('2026-03-29');
  });

  it('follow each other over months, leap days and changes of the clock', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('are counted whole', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  });

  it('of the week begin with Monday', () => {
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-22')).toBe(7);
  });

  it('of the next week come after today, at most a week later', () => {
    expect(nextOn(1, '2026-11-22')).toBe('2026-11-23');
    expect(nextOn(1, '2026-11-23')).toBe('2026-11-30');
    expect(nextOn(7, '2026-11-23')).toBe('2026-11-29');
  });

  it('and times are written as the person likes it', () => {
    const evening = '2026-03-28T21:05:00Z';
    expect(formatMoment(evening, 'UTC', '2026-03-29')).toBe('28 Mar, 21:05');
    formats.set({ monthFirst: true, twelveHours: true });
    expect(formatMoment(evening, 'UTC', '2026-03-29')).toBe('Mar 28, 9:05 PM');
    expect(formatDay('2026-03-28', { day: 'numeric', month: 'long' })).toBe('March 28');
    expect(['00:00', '09:30', '12:00'].map(formatTime)).toEqual(['12:00 AM', '9:30 AM', '12:00 PM']);
    formats.set({ monthFirst: false, twelveHours: false });
  });
});
