import { luxon } from '#service/luxon.js';
import { type DueDate, isKept } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { parseSingleDate } from '../due/single-date.js';
import { anchored } from './anchor.js';
import { dateOf, dayOfWall, type Wall, wallOf } from './calendar.js';
import { notUnderstood, type Phrase, type RecurrenceLanguage } from './language.js';
import { firstToCome, wallAt } from './next-due.js';
import { isWithinDay } from './next-in-rule.js';
import { occurringFrom, type Recurrence } from './recurrence.js';

/**
 * The first date, at or after its start and not in the past, of what a text says about a recurrence. Without a time it is all
 * day, with one it floats. `task.due_string_recurring` for text that is not understood throughout, or says what cannot be.
 */
export function parseRecurring(text: string, language: RecurrenceLanguage, reference: Reference): DueDate {
  const phrase = language.read(text);
  const start = startOf(phrase, reference);
  const { rule, fromCompletion } = phrase;
  const recurrence = onFirstDate(
    {
      // What counts from completion is anchored to another day each time.
      rule: fromCompletion ? rule : anchored(rule, dayOfWall(start.wall)),
      start: start.wall,
      allDay: start.allDay,
      fromCompletion,
      occurrence: start.wall,
    },
    phrase.start !== null,
    reference,
  );
  const limited = {
    ...recurrence,
    rule: { ...recurrence.rule, until: endOf(phrase, start.wall, recurrence, reference) },
  };
  const due = firstToCome(limited, limited.start, { timezone: null, string: text, lang: language.code }, reference);
  if (!due) throw notUnderstood('an end that leaves a date to come');
  return due;
}

/**
 * Counts from the first date that fits, so that `every other tuesday` begins with the next one: from the start that was told,
 * be it in the past, or with a date to come.
 */
function onFirstDate(recurrence: Recurrence, isStartTold: boolean, reference: Reference): Recurrence {
  if (isWithinDay(recurrence.rule)) return recurrence;
  const each = { ...recurrence, rule: { ...recurrence.rule, interval: 1 } };
  const toCome = firstToCome(each, each.start, { timezone: null, string: '', lang: '' }, reference);
  const start = isStartTold ? occurringFrom(each, each.start)?.occurrence : toCome && wallOf(toCome.date, toCome.time);
  if (start == null) throw notUnderstood('a date up to the year 9999');
  return { ...recurrence, start, occurrence: start };
}

/** From when the rule counts: the day that is told, or today. */
function startOf({ rule, time, start }: Phrase, reference: Reference): { wall: Wall; allDay: boolean } {
  const now = wallAt(reference.now, reference.timezone);
  if (start === null) {
    if (time === null && isWithinDay(rule)) return { wall: Math.floor(now / 60) * 60, allDay: false };
    return { wall: wallOf(dateOf(now), time), allDay: time === null };
  }
  const told = parseSingleDate(start, reference);
  if (!told) throw notUnderstood('a date to start on, such as `starting 1 dec`');
  if (told.time !== null && time !== null) throw notUnderstood('one time, either for each date or for the start');
  const clock = time ?? told.time;
  return { wall: wallOf(told.date, clock), allDay: clock === null && !isWithinDay(rule) };
}

/** The last moment on which it may fall. */
function endOf(
  { start, end, length }: Phrase,
  from: Wall,
  recurrence: Recurrence,
  reference: Reference,
): Wall | undefined {
  const lastMoment = (day: string): Wall => wallOf(day, recurrence.allDay ? null : '23:59:59');
  if (length) {
    const first = luxon().DateTime.fromISO(dateOf(recurrence.start), { zone: 'utc' });
    const last = first.plus({ [length.unit]: length.amount }).minus({ days: 1 });
    return isKept(last) ? lastMoment(last.toFormat('yyyy-MM-dd')) : undefined;
  }
  if (end === null) return undefined;
  const noon = `${dateOf(from)}T12:00:00`;
  const now = start === null ? reference.now : luxon().DateTime.fromISO(noon, { zone: reference.timezone }).toJSDate();
  const told = parseSingleDate(end, { ...reference, now });
  if (told?.time !== null) throw notUnderstood('a day to end on, such as `until 15 dec`');
  return lastMoment(told.date);
}
