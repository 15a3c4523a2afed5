import { luxon } from '#service/luxon.js';
import { calendarDate, type DueDate } from '../due/due-date.js';
import { nextInRule } from '../recurrence/next-in-rule.js';
import { formatRecurrence, parseRecurrence } from '../recurrence/recurrence.js';
import { orNull, type Rule, text, unless, flag } from './rules.js';

export const date: Rule = {
  expected: 'a date like 2026-11-22',
  holds: (value) => typeof value === 'string' && doesNotThrow(() => calendarDate(value, 'date')),
};

const time: Rule = {
  expected: 'a time like 09:00:00',
  holds: (value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(value),
};

const zone: Rule = {
  expected: 'the name of a zone like Europe/Madrid',
  holds: (value) => typeof value === 'string' && value.length <= 64 && luxon().IANAZone.isValidZone(value),
};

const recurrence: Rule = {
  expected: 'a recurrence as Errand exports it',
  holds: (value) => typeof value === 'string' && value.length <= 512 && isRecurrence(value),
};

/** When something is due, field by field as `DueDate` has it; nothing is due without a date. */
export const dueFields = {
  due_date: orNull(date),
  due_time: orNull(time),
  due_timezone: orNull(zone),
  due_fold: unless(flag, false),
  due_string: orNull(text(255)),
  due_lang: orNull(text(8)),
};
export const dueRecurrence = { due_recurrence: orNull(recurrence) };

/** The due date of a reminder of its own: all of it as one value. */
export const wholeDue: Rule = {
  expected: 'a due date as Errand exports it',
  holds: (value) => isDueDate(value),
  write: (value) => JSON.stringify(value),
  read: (value) => JSON.parse(value as string) as unknown,
};

function isDueDate(value: unknown): value is DueDate {
  if (typeof value !== 'object' || value === null) return false;
  const rules = { ...dueFields, ...dueRecurrence };
  const names = Object.keys(rules).map((name) => name.slice('due_'.length));
  if (Object.keys(value).sort().join() !== names.sort().join()) return false;
  const { date: day, time: clock, timezone, fold, string, lang } = value as DueDate;
  return (
    Object.entries(rules).every(([name, rule]) => rule.holds((value as never)[name.slice('due_'.length)])) &&
    [day, string, lang].every((each) => each !== null) &&
    typeof fold === 'boolean' &&
    (clock !== null || timezone === null)
  );
}

const frequencies = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** Whether a text is exactly what `formatRecurrence` writes of a rule that the calendar can be asked for. */
function isRecurrence(value: string): boolean {
  return doesNotThrow(() => {
    const known = parseRecurrence(value);
    const { rule, start } = known;
    const within = (numbers: number[] | undefined, most: number): boolean =>
      (numbers ?? []).every((each) => Number.isInteger(each) && each !== 0 && Math.abs(each) <= most);
    const isRule =
      frequencies.includes(rule.frequency) &&
      Number.isInteger(rule.interval) &&
      rule.interval >= 1 &&
      within(rule.byMonth, 12) &&
      within(rule.byMonthDay, 31) &&
      within(rule.byYearDay, 366) &&
      within(rule.bySetPos, 366) &&
      (rule.byDay ?? []).every(({ weekday, nth }) => weekday >= 0 && Number.isInteger(nth) && Math.abs(nth) <= 53);
    if (!isRule || formatRecurrence(known) !== value) throw new RangeError('No recurrence');
    nextInRule(rule, start, start);
  });
}

function doesNotThrow(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
