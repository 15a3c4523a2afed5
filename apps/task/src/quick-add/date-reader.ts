import { Failure } from '#contracts/failure.js';
import type { DueDate } from '../due/due-date.js';
import { parseDueString } from '../due/due-string.js';
import type { Reference } from '../due/reference.js';

/** Reads words as a due date, once or recurring; undefined where they are not one from the first to the last. */
export type DateReader = (words: string) => DueDate | undefined;

/** Reads English, as `due_string` takes it. */
export const englishDates =
  (reference: Reference): DateReader =>
  (words) => {
    try {
      return parseDueString(words, reference) ?? undefined;
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };
