import type { DateTime } from 'luxon';
import { luxon } from '#service/luxon.js';
import { instantOf, isKept } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { parseSingleDate } from '../due/single-date.js';
import type { Time } from './filter-tree.js';

const format = 'yyyy-MM-dd';
const lengthAlone = /^\d+ ?(minute|hour|day|week|month|year)s?$/i;

/** Reads a date in English, such as `jan 3`, `tomorrow at 9`, `-3 days` or `5 days` (from now); undefined for what is none. */
export function readTime(text: string, reference: Reference): Time | undefined {
  const due = parseSingleDate(lengthAlone.test(text) ? `in ${text}` : text, reference);
  if (!due) return undefined;
  if (due.time === null) return dayOf(luxon().DateTime.fromISO(due.date, { zone: reference.timezone }), reference);
  return moment(due.date, due.time, instantOf(due, reference.timezone));
}

/** `count` days, of which today is the first; or those before today when it is negative. Undefined beyond the calendar. */
export function daysFromToday(count: number, reference: Reference): Time | undefined {
  const today = nowOf(reference).startOf('day');
  const [first, last] = count < 0 ? [count, -1] : [0, count - 1];
  return days(today.plus({ days: first }), today.plus({ days: last }), reference);
}

/** The one day that is so many days from today. */
export const dayFromToday = (distance: number, reference: Reference): Time =>
  dayOf(nowOf(reference).startOf('day').plus({ days: distance }), reference)!;

export const thisMoment = (reference: Reference): Time => {
  const now = nowOf(reference).startOf('second');
  return moment(now.toFormat(format), now.toFormat('HH:mm:ss'), now);
};

const nowOf = ({ now, timezone }: Reference): DateTime => luxon().DateTime.fromJSDate(now, { zone: timezone });

const dayOf = (day: DateTime, reference: Reference): Time | undefined => days(day, day, reference);

function days(first: DateTime, last: DateTime, { timezone }: Reference): Time | undefined {
  const [firstDay, lastDay] = [first.toFormat(format), last.toFormat(format)];
  const after = last.plus({ days: 1 });
  if (![first, last, after].every(isKept)) return undefined;
  const begin = (day: string): Date => luxon().DateTime.fromISO(day, { zone: timezone }).startOf('day').toJSDate();
  return { firstDay, lastDay, clock: null, from: begin(firstDay), to: begin(after.toFormat(format)) };
}

function moment(day: string, clock: string, at: DateTime): Time {
  const [from, to] = [at.toJSDate(), at.plus(1).toJSDate()];
  return { firstDay: day, lastDay: day, clock, from, to };
}
