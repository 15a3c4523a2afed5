import type { DueArgument, ItemFields } from '#contracts/sync-items.js';
import type { TaskChange } from '#contracts/task.contract.js';

type DueChange = Pick<TaskChange, 'due_string' | 'due_lang' | 'due_date' | 'due_datetime'>;
type Fields = Pick<TaskChange, 'deadline_date' | 'deadline_lang' | 'duration' | 'duration_unit'>;

/**
 * What a sync command says about a due date, as changes that follow each other: words say whether a task recurs, and a date
 * beside them where that goes on. A date alone leaves the words as they are.
 */
export function dueChanges(due: DueArgument | null | undefined): DueChange[] {
  if (due === undefined) return [];
  if (due?.date == null && due?.string == null) return [{ due_string: null }];
  const { date, string, lang, is_recurring } = due;
  const words = string != null && (date == null || is_recurring) ? [{ due_string: string, ...langOf(lang) }] : [];
  if (date == null) return words;
  return [...words, { ...(date.length > 10 ? { due_datetime: date } : { due_date: date }), ...langOf(lang) }];
}

const langOf = (lang: string | null | undefined): DueChange => (lang == null ? {} : { due_lang: lang });

/** Deadline and duration, which REST tells in two fields each. */
export function flatFields({ deadline, duration }: ItemFields): Fields {
  return {
    ...(deadline === undefined ? {} : { deadline_date: deadline?.date ?? null, deadline_lang: deadline?.lang ?? null }),
    ...(duration === undefined ? {} : { duration: duration?.amount ?? null, duration_unit: duration?.unit ?? null }),
  };
}
