import type { DateTime } from 'luxon';
import { invalid } from '#contracts/failure.js';
import { luxon } from '#service/luxon.js';
import { isKept } from '../due/due-date.js';

/**
 * The first moment that is meant, where clocks show the person's zone: midnight of a date, unless a time is told, which may be
 * elsewhere. `task.no_such_date` for what no calendar has.
 */
export function beginOf(text: string, field: string, zone: string): DateTime {
  const moment = luxon().DateTime.fromISO(text, { zone });
  if (!isKept(moment)) throw invalid('task.no_such_date', field, 'a date, or one with a time, that exists');
  return moment;
}

/** The last one: a date is all of that day. */
export function endOf(text: string, field: string, zone: string): DateTime {
  const moment = beginOf(text, field, zone);
  return text.includes('T') ? moment : moment.endOf('day');
}
