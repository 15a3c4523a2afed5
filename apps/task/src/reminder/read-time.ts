import { Failure, invalid } from '#contracts/failure.js';
import type { ReminderTime } from '#contracts/reminder.contract.js';
import { dateAndTime, type DueDate } from '../due/due-date.js';
import { parseDueString } from '../due/due-string.js';
import type { Reference } from '../due/reference.js';

/**
 * The time that a reminder has of its own: `reminder.no_time` where only a day was told, or nothing. Words that are not
 * understood are refused like those of a task's due date. What is fixed to a zone is so by being told one, or an offset.
 */
export function readTime(told: ReminderTime, person: Reference): DueDate {
  const reference = { ...person, timezone: told.timezone ?? person.timezone };
  const due = told.date == null ? inWords(told, reference) : onDate(told, told.date, reference);
  return { ...due, timezone: due.timezone ?? told.timezone ?? null };
}

function onDate(told: ReminderTime, date: string, reference: Reference): DueDate {
  const due = dateAndTime(date, 'due.date', reference.timezone, told.lang ?? 'en');
  const recurrence = told.is_recurring ? inWords(told, reference).recurrence : null;
  return { ...due, string: told.string ?? due.string, recurrence };
}

function inWords({ string, lang }: ReminderTime, reference: Reference): DueDate {
  if (lang != null && lang !== 'en') throw invalid('task.due_lang', 'due.lang', '`en`');
  const due = string == null ? null : parsed(string, reference);
  if (due?.time != null) return due;
  const expected = 'a date with a time: `date` such as 2026-11-22T09:00:00, or `string` such as `every day at 9`';
  throw invalid('reminder.no_time', 'due', expected);
}

function parsed(string: string, reference: Reference): DueDate | null {
  try {
    return parseDueString(string, reference);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw invalid(error.code, 'due.string', error.details.expected ?? 'a date in English');
  }
}
