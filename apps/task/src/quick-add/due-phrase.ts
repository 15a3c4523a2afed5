import type { DueDate } from '../due/due-date.js';
import type { DateReader } from './date-reader.js';
import { isDateWord, isOnlyTime, looksLikeDate, startAndPattern } from './date-words.js';
import { closing, type Span, type Word } from './words.js';

/** Words of one recurrence at most. */
const longest = 20;

const preposition = /^(?:on|by|due|for) /iu;

/** After these a day tells of something else: `since monday`. */
const other = /^(?:last|past|since|before|after|until|till|than|from|except)$/iu;

interface Phrase extends Span {
  words: string;
  due: DueDate;
}

/** When something is due, and where the text says so. */
export interface DuePhrase {
  due: DueDate;
  spans: Span[];
}

/**
 * The words that say when something is due; of several phrases the last. A day and a time may stand apart. `free` are the
 * words that mean nothing else, in runs of neighbours; `isFollowed` tells of other content after them.
 */
export function findDue(free: Word[][], isFollowed: boolean, dates: DateReader): DuePhrase | undefined {
  const phrases = phrasesOf(free, isFollowed, dates);
  const last = phrases.next().value;
  if (!last) return undefined;
  const alone = { due: last.due, spans: [spanOf(last)] };
  if (last.due.time !== null && !isOnlyTime(last.words)) return alone;
  const before = phrases.next().value;
  if (!before || isOnlyTime(before.words) === isOnlyTime(last.words)) return alone;
  const [day, time] = isOnlyTime(last.words) ? [before, last] : [last, before];
  const due = day.due.time === null ? readDate(`${day.words} ${time.words}`, dates) : undefined;
  return due ? { due, spans: [spanOf(before), spanOf(last)] } : alone;
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** Reads words as a due date: `tomorrow 9am every month` as `every month starting tomorrow at 9am`. */
export function readDate(words: string, dates: DateReader): DueDate | undefined {
  const apart = startAndPattern(words);
  return dates(words) ?? (apart && dates(`${apart.pattern} starting ${apart.start}`));
}

/** All phrases, the last one first, each as long as it can be. */
function* phrasesOf(free: Word[][], isFollowed: boolean, dates: DateReader): Generator<Phrase, undefined> {
  for (const run of free.toReversed()) {
    for (let end = run.length; end > 0; end--) {
      const isLast = !isFollowed && run === free.at(-1) && end === run.length;
      const found = longestBefore(run, end, isLast, dates);
      if (!found) continue;
      yield found.phrase;
      end = found.from + 1;
    }
  }
}

function longestBefore(
  run: Word[],
  end: number,
  isLast: boolean,
  dates: DateReader,
): { phrase: Phrase; from: number } | undefined {
  let first = end;
  while (first > 0 && end - first < longest && isPart(run[first - 1], first === end)) first--;
  for (let from = first; from < end; from++) {
    if (from > 0 && other.test(run[from - 1].text)) continue;
    const phrase = phraseOf(run.slice(from, end), isLast, dates);
    if (phrase) return { phrase, from };
  }
  return undefined;
}

/** Only the last word of a phrase may close a sentence; a comma may stand behind any. */
function isPart({ text }: Word, isLast: boolean): boolean {
  return isDateWord(text.replace(isLast ? closing : /,$/u, '')) || (text === 'a' && !isLast);
}

function phraseOf(words: Word[], isLast: boolean, dates: DateReader): Phrase | undefined {
  const [{ start }, last] = [words[0], words.at(-1)!];
  const told = words.map(({ text }) => text).join(' ');
  const bare = told.replace(closing, '');
  const plain = bare.replace(preposition, '');
  if (!looksLikeDate(plain, isLast, plain !== bare)) return undefined;
  const due = readDate(plain, dates);
  return due && { words: plain, due, start, end: last.end - (told.length - bare.length) };
}
