import type { DateTime } from 'luxon';
import { invalid } from '#contracts/failure.js';
import type { Due } from '#contracts/task.contract.js';
import { luxon } from '#service/luxon.js';

/**
 * When something is due, as a calendar and a clock on the wall show it. Without a time it is all day; without a zone it is
 * floating, wherever its reader is; with one it is fixed. Never an instant: 9:00 stays 9:00 when clocks change.
 */
export interface DueDate {
  /** `2026-11-22` */
  date: string;
  /** `09:00:00` */
  time: string | null;
  /** IANA name. */
  timezone: string | null;
  /** The later of two like times, in the hour that clocks go through twice (PEP 495 calls it so). */
  fold: boolean;
  /** What the person wrote. */
  string: string;
  lang: string;
  /** How it recurs: what `formatRecurrence` wrote. Null for a single date. */
  recurrence: string | null;
}

/** Years that the database can keep. */
const [firstYear, lastYear] = [1000, 9999];

/** A due date all day, or floating when there is a time. */
export function localDue(date: string, time: string | null, string: string, lang = 'en'): DueDate {
  return { date, time, timezone: null, fold: false, string, lang, recurrence: null };
}

/** A day that exists, or a refusal that names the field. */
export function calendarDate(text: string, field: string): string {
  const day = luxon().DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' });
  if (!isKept(day))
    throw invalid('task.no_such_date', field, `a date from ${firstYear} to ${lastYear} like 2026-11-22`);
  return text;
}

/** RFC 3339: floating without an offset; with one it is that moment as clocks in the person's zone show it. */
export function dateAndTime(text: string, field: string, timezone: string, lang = 'en'): DueDate {
  const floating = !/(Z|[+-]\d\d:\d\d)$/.test(text);
  const moment = luxon().DateTime.fromISO(text, { zone: floating ? 'utc' : timezone });
  if (!isKept(moment)) {
    throw invalid('task.no_such_date', field, 'a date and time like 2026-11-22T09:00:00 or 2026-11-22T09:00:00Z');
  }
  const [date, time] = [moment.toFormat('yyyy-MM-dd'), moment.toFormat('HH:mm:ss')];
  const due = localDue(date, time, moment.toFormat('yyyy-MM-dd HH:mm'), lang);
  return floating ? due : { ...due, timezone, fold: isLaterOfTwo(moment) };
}

/** The wire format: a fixed time is told in UTC, beside its zone. */
export function dueView(due: DueDate): Due {
  const { date, time, timezone, string, lang, recurrence } = due;
  const told = time === null ? date : timezone === null ? `${date}T${time}` : utc(due, timezone);
  return { date: told, timezone, string, lang, is_recurring: recurrence !== null };
}

/** Whether a moment exists, in a year that can be kept. */
export function isKept(moment: DateTime): boolean {
  return moment.isValid && moment.year >= firstYear && moment.year <= lastYear;
}

/**
 * The moment at which a clock somewhere shows a time: the first of two unless told, and as much later as clocks jump where
 * they jump over it.
 */
export function instantOf({ date, time, fold }: Pick<DueDate, 'date' | 'time' | 'fold'>, timezone: string): DateTime {
  const local = luxon().DateTime.fromISO(`${date}T${time ?? '00:00:00'}`, { zone: timezone });
  return sameTimes(local).at(fold ? -1 : 0) ?? local;
}

/** The instant of a due date that is fixed to a zone, by what is known of the zone today; null for any other. */
export function fixedInstant(due: Pick<DueDate, 'date' | 'time' | 'timezone' | 'fold'>): Date | null {
  if (due.time === null || due.timezone === null) return null;
  return keptInstant(instantOf(due, due.timezone).toJSDate());
}

/** The nearest instant that the database can keep: at either end of the calendar a zone may be in another year than UTC. */
export const keptInstant = (instant: Date): Date =>
  new Date(Math.min(Math.max(instant.getTime(), firstInstant), lastInstant));

const firstInstant = Date.UTC(firstYear, 0, 1);
const lastInstant = Date.UTC(lastYear, 11, 31, 23, 59, 59);

const utc = (due: DueDate, timezone: string): string =>
  instantOf(due, timezone).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");

/** Whether clocks there have shown this time before, an hour or so ago. */
export const isLaterOfTwo = (moment: DateTime): boolean => {
  const [first] = sameTimes(moment);
  return first !== undefined && first.toMillis() < moment.toMillis();
};

const sameTimes = (moment: DateTime): DateTime[] =>
  moment.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
