import { Failure } from '#contracts/failure.js';
import { type DueDate, fixedInstant } from '../due/due-date.js';
import { readDue } from '../due/read-due.js';
import { readTime } from '../reminder/read-time.js';
import type { CheckedThing } from './check-thing.js';
import type { ImportRun } from './import-run.js';

const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^\d{4}-\d\d-\d\dT/;

/** The due date of a task, as its fields or its words tell it; words that say none are noted as lost. */
export function dueOf(thing: CheckedThing, run: ImportRun): DueDate | null {
  const words = thing.due_words as string | null;
  if (words !== null) {
    const told = day.test(words)
      ? { due_date: words }
      : moment.test(words)
        ? { due_datetime: words }
        : { due_string: words };
    return understood(thing, words, run, () => readDue(told, run.reference) ?? null);
  }
  if (thing.due_date === null) return null;
  return {
    date: thing.due_date as string,
    time: thing.due_time as string | null,
    timezone: thing.due_timezone as string | null,
    fold: thing.due_fold as boolean,
    string: (thing.due_string ?? thing.due_date) as string,
    lang: (thing.due_lang ?? 'en') as string,
    recurrence: (thing.due_recurrence ?? null) as string | null,
  };
}

/** Reads the words of a reminder into its `due`; answers false where they tell no time, which is noted as lost. */
export function readTimeOf(thing: CheckedThing, run: ImportRun): boolean {
  const words = thing.due_words as string | null;
  if (words === null) return true;
  const told = moment.test(words) ? { date: words } : { string: words };
  thing.due = understood(thing, words, run, () => readTime(told, run.reference));
  return thing.due !== null;
}

/** The columns of a due date. */
export const dueColumns = (due: DueDate | null): Record<string, unknown> => ({
  due_date: due?.date ?? null,
  due_time: due?.time ?? null,
  due_timezone: due?.timezone ?? null,
  due_fold: due?.fold ?? false,
  due_string: due?.string ?? null,
  due_lang: due?.lang ?? null,
  due_recurrence: due?.recurrence ?? null,
  due_at: due && fixedInstant(due),
});

function understood(thing: CheckedThing, words: string, run: ImportRun, read: () => DueDate | null): DueDate | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    run.lose(thing, `date "${words}"`, `It is not understood: expected ${error.details.expected ?? error.message}.`);
    return null;
  }
}
