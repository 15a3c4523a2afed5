import { dateOf, timeOf, type Wall, wallOf } from './calendar.js';

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export type Frequency = 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export interface Weekday {
  /** 0 is Monday. */
  weekday: number;
  /** Which one of the month, from its end when negative; 0 for each. */
  nth: number;
}

/**
 * What of RFC 5545's recurrence rules is written here, section 3.3.10. Weeks begin on Monday. Without any `by…` part the day
 * is that of the start. Days by the month and by weekday go with months and years, weekdays with weeks as well.
 */
export interface Rule {
  frequency: Frequency;
  interval: number;
  byMonth?: number[];
  byMonthDay?: number[];
  byYearDay?: number[];
  byDay?: Weekday[];
  bySetPos?: number[];
  /** The last moment on which it may fall. */
  until?: Wall;
}

/** The value of an `RRULE`; days without a time where the recurrence is all day. */
export function formatRule(rule: Rule, allDay: boolean): string {
  const parts: [string, string | undefined][] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? undefined : String(rule.interval)],
    ['UNTIL', rule.until === undefined ? undefined : formatWall(rule.until, allDay)],
    ['BYMONTH', rule.byMonth?.join()],
    ['BYYEARDAY', rule.byYearDay?.join()],
    ['BYMONTHDAY', rule.byMonthDay?.join()],
    ['BYDAY', rule.byDay?.map(({ weekday, nth }) => `${nth || ''}${weekdayNames[weekday]}`).join()],
    ['BYSETPOS', rule.bySetPos?.join()],
  ];
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(';');
}

/** Reads what `formatRule` wrote. */
export function parseRule(text: string): Rule {
  const parts = new Map(text.split(';').map((part) => part.split('=') as [string, string]));
  const numbers = (name: string): number[] | undefined => parts.get(name)?.split(',').map(Number);
  const until = parts.get('UNTIL');
  return {
    frequency: parts.get('FREQ') as Frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    byMonth: numbers('BYMONTH'),
    byYearDay: numbers('BYYEARDAY'),
    byMonthDay: numbers('BYMONTHDAY'),
    byDay: parts.get('BYDAY')?.split(',').map(parseWeekday),
    bySetPos: numbers('BYSETPOS'),
    until: until === undefined ? undefined : parseWall(until),
  };
}

/** `20261122T090000`, or `20261122` for a day. */
export function formatWall(wall: Wall, allDay: boolean): string {
  const text = allDay ? dateOf(wall) : `${dateOf(wall)}T${timeOf(wall)}`;
  return text.replace(/[-:]/g, '');
}

export function parseWall(text: string): Wall {
  const [date, time] = text.split('T');
  return wallOf(date.replace(/(....)(..)(..)/, '$1-$2-$3'), time?.replace(/(..)(..)(..)/, '$1:$2:$3') ?? null);
}

function parseWeekday(text: string): Weekday {
  const name = text.slice(-2) as (typeof weekdayNames)[number];
  return { weekday: weekdayNames.indexOf(name), nth: Number(text.slice(0, -2)) };
}
