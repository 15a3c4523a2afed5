import { type Civil, civilOf, type Day, dayOf } from './calendar.js';
import type { Rule } from './rule.js';

/** Days that every month has. */
const surely = 28;

/**
 * Says in the rule itself on which day it falls, where only its start told: a month that lacks the day has it on its last,
 * and the next month that has it keeps it (31, 28, 31).
 */
export function anchored(rule: Rule, start: Day): Rule {
  if (rule.byDay || rule.byMonthDay || rule.byYearDay) return rule;
  const { month, day } = civilOf(start);
  if (rule.frequency === 'MONTHLY') return { ...rule, ...daysOfEachMonth([day]) };
  if (rule.frequency === 'YEARLY') return { ...rule, ...datesOfEachYear([{ month, day }]) };
  return rule;
}

/**
 * The parts of a rule that fall on some days of every month, the last one where a month is too short. RFC 5545 alone would
 * leave such a month out, so the 30th is the last of the 28th, 29th and 30th. No rule can say that of two days:
 * undefined when more than one of them is missing in some month.
 */
export function daysOfEachMonth(days: number[]): Pick<Rule, 'byMonthDay' | 'bySetPos'> | undefined {
  const ordered = [...new Set(days.map((day) => (day === 31 ? -1 : day)))].sort(
    (one, other) => order(one) - order(other),
  );
  const uncertain = ordered.filter((day) => day > surely);
  if (uncertain.length === 0) return { byMonthDay: ordered };
  if (uncertain.length > 1 || ordered.some((day) => day < 0)) return undefined;
  const certain = ordered.filter((day) => day <= surely);
  const candidates = [surely, surely + 1, surely + 2].filter((day) => day <= uncertain[0]);
  return {
    byMonthDay: [...new Set([...certain, ...candidates])],
    bySetPos: [...certain.map((_, index) => index + 1), -1],
  };
}

const order = (day: number): number => (day < 0 ? 32 + day : day);

/**
 * The parts of a rule that fall on some dates of every year; 29 February means the last day of that month. Several are days
 * of the year, counted from whichever end no leap day lies between.
 */
export function datesOfEachYear(dates: Omit<Civil, 'year'>[]): Pick<Rule, 'byMonth' | 'byMonthDay' | 'byYearDay'> {
  const [{ month, day }] = dates;
  if (dates.length === 1) return { byMonth: [month], byMonthDay: [month === 2 && day === 29 ? -1 : day] };
  return { byYearDay: dates.map(dayOfEachYear) };
}

function dayOfEachYear({ month, day }: Omit<Civil, 'year'>): number {
  const [before, after] = [dayOf({ year: 2027, month: 1, day: 0 }), dayOf({ year: 2028, month: 1, day: 1 })];
  if (month === 2 && day === 29) return dayOf({ year: 2027, month: 3, day: 0 }) - after;
  const nth = dayOf({ year: 2027, month, day });
  return month <= 2 ? nth - before : nth - after;
}
