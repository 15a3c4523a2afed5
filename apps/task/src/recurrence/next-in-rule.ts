import {
  civilOf,
  type Day,
  dayOf,
  dayOfWall,
  daysIn,
  lastYear,
  secondsADay,
  type Wall,
  weekdayOf,
} from './calendar.js';
import type { Rule } from './rule.js';

/** Seconds between the steps of what recurs within a day. */
const steps: Partial<Record<Rule['frequency'], number>> = { MINUTELY: 60, HOURLY: 3600 };

/** Whether it recurs within a day, by the passing of time rather than by the calendar. */
export const isWithinDay = ({ frequency }: Rule): boolean => frequency in steps;

/**
 * When a rule that begins at `start` first falls at or after `from`: undefined when it has ended by then, or goes beyond the
 * last year that can be kept.
 */
export function nextInRule(rule: Rule, start: Wall, from: Wall): Wall | undefined {
  const next = isWithinDay(rule) ? nextStep(rule, start, from) : nextByCalendar(rule, start, from);
  const end = dayOf({ year: lastYear + 1, month: 1, day: 1 }) * secondsADay;
  return next === undefined || next > (rule.until ?? Infinity) || next >= end ? undefined : next;
}

function nextStep({ frequency, interval }: Rule, start: Wall, from: Wall): Wall {
  const step = steps[frequency]! * interval;
  return start + Math.max(0, Math.ceil((from - start) / step)) * step;
}

function nextByCalendar(rule: Rule, start: Wall, from: Wall): Wall | undefined {
  const startDay = dayOfWall(start);
  const clock = start - startDay * secondsADay;
  const fromDay = Math.max(startDay, Math.ceil((from - clock) / secondsADay));
  const { indexOf, daysOf, lastIndex } = periods[rule.frequency as keyof typeof periods];
  const first = indexOf(startDay);
  const skipped = Math.floor((indexOf(fromDay) - first) / rule.interval) * rule.interval;
  for (let index = first + skipped; index <= lastIndex; index += rule.interval) {
    const days = atPositions([...new Set(daysOf(index, rule, startDay))].sort(ascending), rule.bySetPos);
    const day = days.find((each) => each >= fromDay);
    if (day !== undefined) return day * secondsADay + clock;
  }
  return undefined;
}

/** A stretch of the calendar in which a rule looks for its days. Its index tells how far it is from some beginning. */
interface Period {
  indexOf: (day: Day) => number;
  daysOf: (index: number, rule: Rule, start: Day) => Day[];
  lastIndex: number;
}

const lastDay = dayOf({ year: lastYear, month: 12, day: 31 });
/** 29 December 1969, a Monday. */
const firstMonday = -3;
const weekOf = (day: Day): number => Math.floor((day - firstMonday) / 7);

const periods: Record<'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY', Period> = {
  DAILY: { indexOf: (day) => day, daysOf: (index) => [index], lastIndex: lastDay },
  WEEKLY: {
    indexOf: weekOf,
    daysOf: (index, { byDay }, start) =>
      (byDay?.map(({ weekday }) => weekday) ?? [weekdayOf(start)]).map((weekday) => firstMonday + index * 7 + weekday),
    lastIndex: weekOf(lastDay),
  },
  MONTHLY: {
    indexOf: (day) => civilOf(day).year * 12 + civilOf(day).month - 1,
    daysOf: (index, rule, start) => daysOfMonth(Math.floor(index / 12), (index % 12) + 1, rule, start),
    lastIndex: lastYear * 12 + 11,
  },
  YEARLY: {
    indexOf: (day) => civilOf(day).year,
    daysOf: (year, rule, start) => {
      if (rule.byYearDay) return rule.byYearDay.flatMap((nth) => dayOfYear(year, nth));
      const months = rule.byMonth ?? [civilOf(start).month];
      return months.flatMap((month) => daysOfMonth(year, month, rule, start));
    },
    lastIndex: lastYear,
  },
};

function daysOfMonth(year: number, month: number, { byMonthDay, byDay }: Rule, start: Day): Day[] {
  const before = dayOf({ year, month, day: 0 });
  const length = daysIn(year, month);
  const existing = (day: number): Day[] => (day >= 1 && day <= length ? [before + day] : []);
  if (!byDay) {
    return (byMonthDay ?? [civilOf(start).day]).flatMap((day) => existing(day < 0 ? length + 1 + day : day));
  }
  return byDay.flatMap(({ weekday, nth }) => {
    const first = 1 + ((weekday - weekdayOf(before + 1) + 7) % 7);
    const all = [0, 1, 2, 3, 4].map((week) => first + week * 7).flatMap(existing);
    return nth === 0 ? all : atPositions(all, [nth]);
  });
}

function dayOfYear(year: number, nth: number): Day[] {
  const [before, after] = [dayOf({ year, month: 1, day: 0 }), dayOf({ year: year + 1, month: 1, day: 1 })];
  const day = nth > 0 ? before + nth : after + nth;
  return day > before && day < after ? [day] : [];
}

/** Those at some positions, counted from the end where negative; all when none is told. */
function atPositions(days: Day[], positions: number[] | undefined): Day[] {
  if (!positions) return days;
  const chosen = positions.flatMap((nth) => days.at(nth > 0 ? nth - 1 : nth) ?? []);
  return [...new Set(chosen)].sort(ascending);
}

const ascending = (one: number, other: number): number => one - other;
