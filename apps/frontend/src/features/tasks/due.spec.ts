import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { dueDay, dueLabel, dueTone } from './due';

const due = (date: string, timezone: string | null = null): NonNullable<Task['due']> => ({
  date,
  timezone,
  string: date,
  lang: 'en',
  is_recurring: false,
});

const madrid = 'Europe/Madrid';
const monday = '2026-11-23';

describe('a due date', () => {
  it('falls on the same day everywhere, unless it is fixed to a moment', () => {
    expect(dueDay(due('2026-11-23'), 'Asia/Tokyo')).toBe(monday);
    expect(dueDay(due('2026-11-23T23:30:00'), 'Asia/Tokyo')).toBe(monday);
    expect(dueDay(due('2026-11-22T23:30:00Z', madrid), madrid)).toBe(monday);
    expect(dueDay(due('2026-11-22T23:30:00Z', madrid), 'UTC')).toBe('2026-11-22');
  });

  it.each([
    ['2026-11-21', '21 Nov', 'overdue'],
    ['2026-11-22', 'Yesterday', 'overdue'],
    ['2026-11-23', 'Today', 'today'],
    ['2026-11-23T09:00:00', 'Today 09:00', 'today'],
    ['2026-11-24T08:00:00Z', 'Tomorrow 09:00', 'tomorrow'],
    ['2026-11-29', 'Sunday', 'soon'],
    ['2026-11-30', '30 Nov', 'later'],
    ['2027-01-02', '2 Jan 2027', 'later'],
  ])('%s reads %s on Monday, 23 November 2026', (date, label, tone) => {
    expect(dueLabel(due(date), madrid, monday)).toBe(label);
    expect(dueTone(due(date), madrid, monday)).toBe(tone);
  });
});
