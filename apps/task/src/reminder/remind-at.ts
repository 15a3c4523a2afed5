import { type DueDate, instantOf, isKept } from '../due/due-date.js';

/**
 * The moment so many minutes before something is due, for somebody whose clocks show the time of `timezone`. Minutes are
 * counted as they pass, through changes of clocks too. Null for what is not due at a time, or before or after all years that
 * can be kept.
 */
export function remindAt(due: DueDate | null, minutesBefore: number, timezone: string): Date | null {
  if (due?.time == null) return null;
  const moment = instantOf(due, due.timezone ?? timezone)
    .toUTC()
    .minus({ minutes: minutesBefore });
  return isKept(moment) ? moment.toJSDate() : null;
}
