import { luxon } from '#service/luxon.js';
import { type DueDate, instantOf, isLaterOfTwo } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { dateOf, dayOfWall, secondsADay, timeOf, type Wall, wallOf } from './calendar.js';
import { isWithinDay } from './next-in-rule.js';
import {
  countedFrom,
  dateAndTimeOf,
  formatRecurrence,
  occurringFrom,
  parseRecurrence,
  type Recurrence,
} from './recurrence.js';

/** A due date that recurs. */
export type RecurringDue = DueDate & { recurrence: string };

export const recurs = (due: DueDate | null): due is RecurringDue => due !== null && due.recurrence !== null;

/** More than clocks are ever moved by. */
const margin = secondsADay;

/**
 * When something that recurs is due after it was completed, or skipped: after the date that it had, or after its completion
 * where the person said so. Never in the past: a day is past when it is over, a time when it has come. Null when its end
 * is reached.
 */
export function nextDue(due: RecurringDue, reference: Reference, isSkipped = false): DueDate | null {
  const recurrence = parseRecurrence(due.recurrence);
  const { timezone } = due;
  if (timezone !== null && timezone !== 'UTC' && isWithinDay(recurrence.rule)) {
    return nextAsTimePasses(due, recurrence, timezone, reference, isSkipped);
  }
  const now = wallAt(reference.now, timezone ?? reference.timezone);
  const current = wallOf(due.date, due.time);
  if (recurrence.fromCompletion) {
    const next = countedFrom(recurrence, isSkipped ? Math.max(now, current) : now);
    return next ? dueAt(next, due) : null;
  }
  const after = due.time === null ? (dayOfWall(current) + 1) * secondsADay - 1 : current;
  return firstToCome(recurrence, Math.max(recurrence.occurrence, after) + 1, due, reference);
}

/** The first date at or after `from` that is not in the past; null when there is none. */
export function firstToCome(
  recurrence: Recurrence,
  from: Wall,
  wording: Pick<DueDate, 'timezone' | 'string' | 'lang'>,
  reference: Reference,
): DueDate | null {
  const zone = wording.timezone ?? reference.timezone;
  const now = wallAt(reference.now, zone);
  const isToCome = (due: DueDate): boolean =>
    due.time === null ? due.date >= dateOf(now) : instantOf(due, zone).toMillis() > reference.now.getTime();
  let next = occurringFrom(recurrence, Math.max(from, now - (isWithinDay(recurrence.rule) ? 0 : margin)));
  while (next) {
    const due = dueAt(next, wording);
    if (isToCome(due)) return due;
    next = occurringFrom(recurrence, next.occurrence + 1);
  }
  return null;
}

function dueAt(
  recurrence: Recurrence,
  { timezone, string, lang }: Pick<DueDate, 'timezone' | 'string' | 'lang'>,
): DueDate {
  const { date, time } = dateAndTimeOf(recurrence);
  const zone = time === null ? null : timezone;
  return { date, time, timezone: zone, fold: false, string, lang, recurrence: formatRecurrence(recurrence) };
}

/** By the hour at a fixed place: also through the hours that clocks there skip or show twice. */
function nextAsTimePasses(
  due: RecurringDue,
  recurrence: Recurrence,
  zone: string,
  reference: Reference,
  isSkipped: boolean,
): DueDate | null {
  const toUtc = (wall: Wall, fold = false): Wall =>
    instantOf({ date: dateOf(wall), time: timeOf(wall), fold }, zone).toSeconds();
  const fromUtc = (wall: Wall): Wall => wallAt(new Date(wall * 1000), zone);
  const current = toUtc(wallOf(due.date, due.time), due.fold);
  const next = nextDue(
    {
      ...due,
      date: dateOf(current),
      time: due.time && timeOf(current),
      timezone: 'UTC',
      recurrence: formatRecurrence(moved(recurrence, toUtc)),
    },
    reference,
    isSkipped,
  );
  if (!next) return null;
  const local = instantOf(next, 'UTC').setZone(zone);
  return {
    ...next,
    date: local.toFormat('yyyy-MM-dd'),
    time: local.toFormat('HH:mm:ss'),
    timezone: zone,
    fold: isLaterOfTwo(local),
    recurrence: formatRecurrence(moved(parseRecurrence(next.recurrence!), fromUtc)),
  };
}

function moved(recurrence: Recurrence, move: (wall: Wall) => Wall): Recurrence {
  const { rule, start, occurrence } = recurrence;
  const until = rule.until === undefined ? undefined : move(rule.until);
  return { ...recurrence, rule: { ...rule, until }, start: move(start), occurrence: move(occurrence) };
}

/** Whole seconds. */
export function wallAt(moment: Date, zone: string): Wall {
  const local = luxon().DateTime.fromJSDate(moment, { zone });
  return Math.floor(local.toSeconds()) + local.offset * 60;
}
