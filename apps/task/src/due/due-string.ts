import { invalid } from '#contracts/failure.js';
import { english } from '../recurrence/english.js';
import { parseRecurring } from '../recurrence/parse-recurring.js';
import type { DueDate } from './due-date.js';
import type { Reference } from './reference.js';
import { parseSingleDate } from './single-date.js';

const cleared = /^no (due )?date$/i;

/**
 * Understands English such as `tomorrow at 9`, `next friday`, `in 2 hours`, `every last friday`; null for `no date`. A day
 * alone is all day, one with a time is floating. Text that is not a date from its first to its last word is refused as
 * `task.due_string`, and as `task.due_string_recurring` where it is about something that recurs.
 */
export function parseDueString(text: string, reference: Reference): DueDate | null {
  const wording = text.trim();
  if (cleared.test(wording)) return null;
  if (english.recurs(wording)) return parseRecurring(wording, english, reference);
  const due = parseSingleDate(wording, reference);
  if (!due) {
    throw invalid('task.due_string', 'due_string', 'a date in English such as `tomorrow at 9`, `22 nov` or `no date`');
  }
  return due;
}
