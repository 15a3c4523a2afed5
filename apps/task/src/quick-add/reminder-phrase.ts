import type { DueDate } from '../due/due-date.js';
import type { DateReader } from './date-reader.js';
import { looksLikeDate } from './date-words.js';
import { readDate } from './due-phrase.js';

/** A year. */
const longestOffset = 525_600;

const relative = /^(\d{1,6}|an?) ?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w) before$/iu;
const minutesIn: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** When somebody wants to be reminded: so many minutes before the task is due, or at a time of its own. */
export type QuickReminder = { words: string } & (
  { minuteOffset: number; due: null } | { minuteOffset: null; due: DueDate }
);

/** Reads `30 min before`, `tomorrow 9am`, `every day at 9`; undefined for what tells no time. */
export function readReminder(words: string, dates: DateReader): QuickReminder | undefined {
  const [told, amount, unit] = relative.exec(words) ?? [];
  if (told !== undefined) {
    const minuteOffset = (/^a/iu.test(amount) ? 1 : Number(amount)) * minutesIn[unit[0].toLowerCase()];
    return minuteOffset <= longestOffset ? { words, minuteOffset, due: null } : undefined;
  }
  const due = looksLikeDate(words, true) ? readDate(words, dates) : undefined;
  return due && due.time !== null ? { words, minuteOffset: null, due } : undefined;
}
