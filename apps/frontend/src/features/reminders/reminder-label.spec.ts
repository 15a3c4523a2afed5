import { describe, expect, it } from '@jest/globals';
import type { Reminder } from '../../api/types';
import { offsetLabel, reminderLabel } from './reminder-label';

describe('a reminder is told', () => {
  it.each([
    [0, 'When it is due'],
    [1, '1 minute before'],
    [30, '30 minutes before'],
    [60, '1 hour before'],
    [90, '1 hour 30 minutes before'],
    [1440, '1 day before'],
    [2 * 1440 + 60, '2 days 1 hour before'],
  ])('by the time before its task is due: %s', (minutes, label) => expect(offsetLabel(minutes)).toBe(label));

  it.each([
    ['2026-11-22T09:00:00', false, '09:00'],
    ['2026-11-23T09:00:00', false, '23 Nov, 09:00'],
    ['2026-11-23T23:30:00Z', false, '24 Nov, 00:30'],
    ['2026-11-23T09:00:00', true, 'every day at 9'],
  ])('by its own time: %s', (date, is_recurring, label) => {
    const due = { date, timezone: null, string: 'every day at 9', lang: 'en', is_recurring };
    expect(reminderLabel({ due } as Reminder, 'Europe/Madrid', '2026-11-22')).toBe(label);
  });
});
