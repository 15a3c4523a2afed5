import { Failure, invalid } from '#contracts/failure.js';
import type { AddTask } from '#contracts/task.contract.js';
import { calendarDate, dateAndTime, type DueDate, localDue } from './due-date.js';
import { parseDueString } from './due-string.js';
import type { Reference } from './reference.js';

export type DueInput = Pick<AddTask, 'due_string' | 'due_lang' | 'due_date' | 'due_datetime'>;

/**
 * When something is due by what was sent: undefined when nothing was, null when it was cleared. `task.due_ambiguous` for
 * more than one way of saying it; days that do not exist are refused with their field.
 */
export function readDue(input: DueInput, reference: Reference): DueDate | null | undefined {
  const { due_string, due_date, due_datetime } = input;
  const sent = [due_string, due_date, due_datetime].filter((each) => each !== undefined);
  const told = sent.filter((each) => each !== null);
  if (told.length > 1) {
    const expected = 'at most one of due_string, due_date and due_datetime';
    throw new Failure('invalid', 'task.due_ambiguous', `Expected ${expected}.`, { field: 'due_string', expected });
  }
  if (due_string != null) {
    if (input.due_lang != null && input.due_lang !== 'en') throw invalid('task.due_lang', 'due_lang', '`en`');
    return parseDueString(due_string, reference);
  }
  if (due_date != null) return localDue(calendarDate(due_date, 'due_date'), null, due_date, input.due_lang ?? 'en');
  if (due_datetime != null) {
    return dateAndTime(due_datetime, 'due_datetime', reference.timezone, input.due_lang ?? 'en');
  }
  return sent.length > 0 ? null : undefined;
}
