import { isDateWord } from './date-words.js';

/** A word of the text, and where it is: from `start` to before `end`, in UTF-16 code units. */
export interface Word {
  /** Without the backslashes that escape it. */
  text: string;
  start: number;
  end: number;
  /** How many backslashes in front of it are syntax; 0 when it is not escaped. */
  escapes: number;
}

/** Something that a text says, other than its content. */
export interface Span {
  start: number;
  end: number;
}

/** Closes a sentence, and belongs to no phrase before it. */
export const closing = /[.,;:!?…]+$/u;

const markers = /^[#@!{/+]\S/;
const priority = /^p[1-4]$/i;

/**
 * The words of a text. Backslashes in front of what could be read as syntax escape it: `\#Home`, `\tomorrow`, `\p1`. Two of
 * them there stand for one; anywhere else each stands for itself.
 */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/gu)].map(({ 0: word, index: start }) => {
    const [, slashes, rest] = /^(\\*)(.*)$/su.exec(word)!;
    const escapes = slashes && couldBeSyntax(rest) ? Math.ceil(slashes.length / 2) : 0;
    return { text: word.slice(escapes), start, end: start + word.length, escapes };
  });
}

const couldBeSyntax = (word: string): boolean => {
  const bare = word.replace(closing, '');
  return markers.test(word) || priority.test(bare) || isDateWord(bare);
};

/** Whether none of the words in a span is escaped. */
export function isPlain(words: Word[], { start, end }: Span): boolean {
  return words.every((word) => word.escapes === 0 || word.end <= start || word.start >= end);
}

/** Whether a word could end here: at a space, at the end, or where a sentence is closed. */
export function isBoundary(text: string, at: number): boolean {
  return /^(?:$|\s|[.,;:!?…]+(?:$|\s))/u.test(text.slice(at, at + 8));
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
