import { createStore } from './store';

/** Days are calendar dates, `YYYY-MM-DD`: they compare as text and belong to no zone. */
export type Day = string;

/** How a person wants days and times to be written. */
export interface Formats {
  /** 3 March, or March 3. */
  monthFirst: boolean;
  /** 21:00, or 9:00 PM. */
  twelveHours: boolean;
}

export const formats = createStore<Formats>({ monthFirst: false, twelveHours: false });

const localeNow = () => (formats.get().monthFirst ? 'en-US' : 'en-GB');

/** The calendar date in a zone at a moment. */
export function todayIn(zone: string, at = new Date()): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

export function addDays(day: Day, count: number): Day {
  const date = asUtc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / 86_400_000);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return asUtc(day).getUTCDay() || 7;
}

/** The next day, after today, that is a certain day of the week. */
export function nextOn(day: number, today: Day): Day {
  return addDays(today, ((day - weekday(today) + 6) % 7) + 1);
}

export function formatDay(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(localeNow(), { ...options, timeZone: 'UTC' }).format(asUtc(day));
}

/** Some days in a row, as short as can be: 23 – 29 Nov. */
export function formatSpan(from: Day, to: Day): string {
  const format = new Intl.DateTimeFormat(localeNow(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.formatRange(asUtc(from), asUtc(to));
}

/** `21:00` as the person reads it. */
export function formatTime(time: string): string {
  if (!formats.get().twelveHours) return time;
  const [hour = 0, minute = ''] = [Number(time.slice(0, 2)), time.slice(3, 5)];
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** The time of day in a zone at a moment, `21:00`. */
export function timeIn(zone: string, at: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return time.format(at);
}

/** A moment as people say it: the time of day if it was today, else the date. */
export function formatMoment(moment: string, zone: string, today: Day): string {
  const at = new Date(moment);
  const day = todayIn(zone, at);
  const time = formatTime(timeIn(zone, at));
  if (day === today) return time;
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return `${formatDay(day, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })}, ${time}`;
}

/** A day as people say it: Today, Yesterday, Friday, 3 Mar, 3 Mar 2031. */
export function dayLabel(day: Day, today: Day): string {
  const away = daysBetween(today, day);
  if (away === 0) return 'Today';
  if (away === 1) return 'Tomorrow';
  if (away === -1) return 'Yesterday';
  if (away > 1 && away < 7) return formatDay(day, { weekday: 'long' });
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return formatDay(day, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

function asUtc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
