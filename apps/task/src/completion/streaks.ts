import type { DateTime } from 'luxon';
import type { Streak } from '#contracts/completion.contract.js';

/** A day or a week of a calendar. */
export interface Span {
  /** First and last day, `2026-11-22`. */
  from: string;
  to: string;
  reached: boolean;
  /** It breaks no streak where its goal is not reached. */
  isOff: boolean;
}

export interface Streaks {
  current: Streak;
  /** The one before the current one. */
  last: Streak;
  longest: Streak;
}

const none: Streak = { count: 0, start: '', end: '' };

/** Streaks of days or weeks, oldest first, of which the last is not over: it breaks no streak yet. */
export function streaksOf(spans: Span[]): Streaks {
  const found: Streak[] = [];
  let going: Streak | null = null;
  spans.forEach(({ from, to, reached, isOff }, index) => {
    if (reached) {
      going = going ? { ...going, count: going.count + 1, end: to } : { count: 1, start: from, end: to };
    } else if (going && !isOff && index < spans.length - 1) {
      found.push(going);
      going = null;
    }
  });
  const past = found.at(-1) ?? none;
  const all = going ? [...found, going] : found;
  const longest = all.reduce((best, each) => (each.count >= best.count ? each : best), none);
  return { current: going ?? none, last: past, longest };
}

/** The days from one to another, both included. */
export function daysBetween(first: DateTime, last: DateTime): DateTime[] {
  const days: DateTime[] = [];
  for (let day = first.startOf('day'); day <= last; day = day.plus({ days: 1 })) days.push(day);
  return days;
}

/** The first day of a week that begins on a weekday, 1 for Monday. */
export function weekOf(day: DateTime, startDay: number): DateTime {
  return day.startOf('day').minus({ days: (day.weekday - startDay + 7) % 7 });
}
