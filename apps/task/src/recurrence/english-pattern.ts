import { daysOfEachMonth, datesOfEachYear } from './anchor.js';
import { daysIn } from './calendar.js';
import { all, count, list, month, ordinal, weekday } from './english-words.js';
import { notUnderstood } from './language.js';
import type { Frequency, Rule, Weekday } from './rule.js';

const leapYear = 2028;
const workdays: Weekday[] = [0, 1, 2, 3, 4].map((each) => ({ weekday: each, nth: 0 }));
const isWorkday = /^(weekdays?|workdays?|working days?|business days?)$/;

const units: Record<string, [Frequency, number]> = {
  minute: ['MINUTELY', 1],
  min: ['MINUTELY', 1],
  hour: ['HOURLY', 1],
  hr: ['HOURLY', 1],
  day: ['DAILY', 1],
  week: ['WEEKLY', 1],
  month: ['MONTHLY', 1],
  quarter: ['MONTHLY', 3],
  year: ['YEARLY', 1],
};

/** What stands after `every`, without time and limits; undefined when it is none of what can be understood. */
export function readPattern(text: string): Rule | undefined {
  return readInterval(text) ?? readWeekdays(text) ?? readInMonth(text, 1) ?? readInYear(text, 1);
}

/** `3 days`, `other week on mon, wed`, `month on the 31st`, `2 years on 15 jan`. */
function readInterval(text: string): Rule | undefined {
  const [, times, unit, on] =
    /^(?:(\S+) )?(minute|min|hour|hr|day|week|month|quarter|year)s?(?: on (?:the )?(.+))?$/.exec(text) ?? [];
  if (unit === undefined) return undefined;
  const factor = times === undefined ? 1 : intervalOf(times, unit);
  if (factor === undefined) return undefined;
  const [frequency, length] = units[unit];
  const rule = { frequency, interval: factor * length };
  if (on === undefined) return rule;
  if (frequency === 'WEEKLY') return withWeekdays(rule, on);
  if (unit === 'quarter') return undefined;
  if (frequency === 'MONTHLY') return readInMonth(on, rule.interval, true) ?? readBareDays(on, rule.interval);
  return frequency === 'YEARLY' ? readInYear(on, rule.interval) : undefined;
}

/** `every 2nd day` could be one of the month, and is left to say so. */
function intervalOf(word: string, unit: string): number | undefined {
  if (word === 'other') return 2;
  return count(word) ?? (unit === 'day' ? undefined : ordinal(word));
}

/** `mon, wed`, `weekday`, `other tuesday`, `weekend`, which is its first day. */
function readWeekdays(text: string): Rule | undefined {
  const [, other, days] = /^(other )?(.+)$/.exec(text) ?? [];
  if (days === undefined) return undefined;
  const rule: Rule = { frequency: 'WEEKLY', interval: other ? 2 : 1 };
  if (isWorkday.test(days)) return other ? undefined : { ...rule, byDay: workdays };
  return withWeekdays(rule, days.replace(/^weekends?$/, 'saturday'));
}

function withWeekdays(rule: Rule, text: string): Rule | undefined {
  const days = all(
    list(text)?.flatMap((each) => each.split(' ')),
    weekday,
  );
  return days && { ...rule, byDay: [...new Set(days)].map((each) => ({ weekday: each, nth: 0 })) };
}

/** `15th`, `1st and last day`, `2nd monday`, `last workday`; `of the month` or not. */
function readInMonth(text: string, interval: number, isMonthNamed = false): Rule | undefined {
  const [, told, ofMonth] = /^(?:the )?(.+?)( of (?:the |each |every )?month)?$/.exec(text) ?? [];
  const items = told === undefined ? undefined : list(told)?.map((each) => each.replace(/^the /, ''));
  if (!items) return undefined;
  const rule: Rule = { frequency: 'MONTHLY', interval };
  const last = items.at(-1)!.split(' ').at(-1)!;
  if (isWorkday.test(last)) return readNthWorkday(items, rule);
  if (weekday(last) !== undefined) return readNthWeekdays(items, rule);
  const days = all(items, (item) => dayOfMonth(item, isMonthNamed || ofMonth !== undefined));
  return days && onDays(rule, days);
}

/** `month on 2, 15`. */
function readBareDays(text: string, interval: number): Rule | undefined {
  const days = all(list(text), (word) => (/^\d+$/.test(word) ? numberOfDay(Number(word)) : undefined));
  return days && onDays({ frequency: 'MONTHLY', interval }, days);
}

function onDays(rule: Rule, days: number[]): Rule {
  const parts = daysOfEachMonth(days);
  if (!parts) throw notUnderstood('at most one day of the month that not every month has');
  return { ...rule, ...parts };
}

/** Where no month is named, `second` and `2nd day` may mean something else. */
function dayOfMonth(item: string, isMonthNamed: boolean): number | undefined {
  const [, told, day] = /^(.+?)( day)?$/.exec(item) ?? [];
  const nth = told === undefined ? undefined : nthOf(told.split(' '));
  if (nth === undefined) return undefined;
  if (nth < 0) return day && nth >= -28 ? nth : undefined;
  const isClear = isMonthNamed || (day ? nth === 1 : /^\d/.test(item));
  return isClear ? numberOfDay(nth) : undefined;
}

const numberOfDay = (number: number): number | undefined => (number >= 1 && number <= 31 ? number : undefined);

/** Every month has twenty workdays. */
function readNthWorkday([item, ...more]: string[], rule: Rule): Rule | undefined {
  const nth = nthOf(item.split(' ').slice(0, -1));
  if (nth === undefined || more.length > 0) return undefined;
  if (Math.abs(nth) > 20) throw notUnderstood('a workday that every month has: up to the 20th');
  return { ...rule, byDay: workdays, bySetPos: [nth] };
}

/** Those without a weekday share the one that follows: `1st and 3rd monday`. */
function readNthWeekdays(items: string[], rule: Rule): Rule | undefined {
  const days: Weekday[] = [];
  let following: number | undefined;
  for (const item of items.toReversed()) {
    const words = item.split(' ');
    const named = weekday(words.at(-1)!);
    following = named ?? following;
    const nth = nthOf(named === undefined ? words : words.slice(0, -1));
    if (nth === undefined) return undefined;
    if (Math.abs(nth) > 4) throw notUnderstood('a weekday that every month has: first to fourth, or last');
    days.unshift({ weekday: following!, nth });
  }
  return { ...rule, byDay: days };
}

/** `2nd`, `last`, `3rd last`. */
function nthOf([first, second, ...more]: string[]): number | undefined {
  if (first === undefined || more.length > 0) return undefined;
  if (first === 'last') return second === undefined ? -1 : undefined;
  const nth = ordinal(first);
  return second === undefined ? nth : second === 'last' ? nth && -nth : undefined;
}

/** `15 jan, 3 mar`, `jan 15th`, `first monday of september`. */
function readInYear(text: string, interval: number): Rule | undefined {
  const rule: Rule = { frequency: 'YEARLY', interval };
  const dates = all(list(text), dateOf);
  if (dates) return { ...rule, ...datesOfEachYear(dates) };
  const [, nth, name] = /^(.+?)(?: of| in)? (\S+)$/.exec(text) ?? [];
  const inMonth = name === undefined ? undefined : month(name);
  const byMonth = inMonth === undefined ? undefined : readInMonth(nth, 1);
  return byMonth?.byDay && { ...byMonth, ...rule, byMonth: [inMonth!] };
}

function dateOf(text: string): { month: number; day: number } | undefined {
  const words = text.replace(/^the /, '').replace(/ of /, ' ').split(' ');
  if (words.length !== 2) return undefined;
  const [name, number] = month(words[0]) === undefined ? [words[1], words[0]] : words;
  const told = { month: month(name), day: /^\d{1,2}$/.test(number) ? Number(number) : ordinal(number) };
  if (told.month === undefined || told.day === undefined) return undefined;
  if (told.day < 1 || told.day > daysIn(leapYear, told.month)) throw notUnderstood('days that exist');
  return { month: told.month, day: told.day };
}
