import { Failure } from '#contracts/failure.js';
import type { Rule } from './rule.js';

/** What a phrase says about a recurrence, before anybody has looked at a calendar. */
export interface Phrase {
  /** Without an end; without a day where the start decides on it. */
  rule: Rule;
  /** Whether the next date is counted from when the task was completed, not from when it was due. */
  fromCompletion: boolean;
  /** `09:00:00` */
  time: string | null;
  /** The words for its first day, such as `next monday`. */
  start: string | null;
  /** The words for its last day. */
  end: string | null;
  length: Length | null;
}

/** How long it goes on. */
export interface Length {
  amount: number;
  unit: 'days' | 'weeks' | 'months' | 'years';
}

/** One language in which recurrences are written. */
export interface RecurrenceLanguage {
  /** `en` */
  code: string;
  /** Whether the text speaks of something that recurs, understood or not. */
  recurs(text: string): boolean;
  /** `task.due_string_recurring` unless every word is understood. */
  read(text: string): Phrase;
}

/** The refusal of a recurrence that is not understood, or that cannot be. */
export function notUnderstood(expected: string): Failure {
  const message = `due_string: expected ${expected}`;
  return new Failure('invalid', 'task.due_string_recurring', message, { field: 'due_string', expected });
}
