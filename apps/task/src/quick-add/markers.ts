import type { DateReader } from './date-reader.js';
import { isTime, looksLikeDate } from './date-words.js';
import { longestNameAt, type Named } from './names.js';
import type { Part, PartKind } from './part.js';
import { readReminder } from './reminder-phrase.js';
import { closing, isBoundary, type Span, type Word } from './words.js';

/** Characters of a label's name at most. */
const longestLabel = 128;

/** Most that a duration may be, in its unit. */
const longestDuration = 100_000;

/** Words of one reminder at most. */
const longestReminder = 8;

const minutes =
  /for\s+(?:an\s+hour|(?=\d)(?:(\d{1,4}(?:\.\d{1,2})?)\s?(?:hours?|hrs?|hr|h))?(?:\s?(\d{1,6})\s?(?:minutes?|mins?|min|m))?)/iuy;
const days = /\s+for\s+(\d{1,6})\s+days?/iuy;
const braces = /\{(?:deadline:?\s+)?([^{}\s][^{}]*)\}/iuy;

/** What is at one place of a text, if anything is. */
export type Marker = (text: string, at: number, words: Word[]) => Part | undefined;

const partAt = (kind: PartKind, text: string, { start, end }: Span, value: string): Part | undefined =>
  isBoundary(text, end) ? { kind, start, end, text: text.slice(start, end), value } : undefined;

/** `#Project`, `/Section` and `+Somebody`: only what is known. */
export const nameAt =
  (kind: 'project' | 'section' | 'assignee', sign: string, known: (Named & { value?: string })[]): Marker =>
  (text, at) => {
    const named = text[at] === sign ? longestNameAt(text, at + 1, known) : undefined;
    return named && partAt(kind, text, { start: at, end: at + 1 + named.name.length }, named.value ?? named.name);
  };

/** `@label`: a known one, which may have spaces in it, or else a new one of one word. */
export const labelAt =
  (known: Named[]): Marker =>
  (text, at) => {
    if (text[at] !== '@') return undefined;
    const named = longestNameAt(text, at + 1, known);
    if (named) return partAt('label', text, { start: at, end: at + 1 + named.name.length }, named.name);
    const name = /^[^\s@]+(?=\s|$)/u.exec(text.slice(at + 1))?.[0].replace(closing, '') ?? '';
    const isName = /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name) && name.length <= longestLabel && !isTime(name);
    return isName ? partAt('label', text, { start: at, end: at + 1 + name.length }, name) : undefined;
  };

/** `p1`, the most urgent, to `p4`; the value is as the API counts, where 4 is the most urgent. */
export const priorityAt: Marker = (text, at) => {
  const [told, level] = /^p([1-4])/iu.exec(text.slice(at, at + 2)) ?? [];
  return told ? partAt('priority', text, { start: at, end: at + 2 }, String(5 - Number(level))) : undefined;
};

/** `{friday}` or `{deadline friday}`: a day. */
export const deadlineAt =
  (dates: DateReader): Marker =>
  (text, at) => {
    const [told, phrase] = matchAt(braces, text, at) ?? [];
    const due = phrase && looksLikeDate(phrase.trim(), true) ? dates(phrase) : undefined;
    const isDay = due?.time === null && due.recurrence === null;
    return isDay ? partAt('deadline', text, { start: at, end: at + told!.length }, due.date) : undefined;
  };

/** `!30 min before`, `!tomorrow 9am`. */
export const reminderAt =
  (dates: DateReader): Marker =>
  (text, at, words) => {
    const first = words.findIndex(({ start }) => start === at);
    if (!/^!\S/.test(text.slice(at, at + 2))) return undefined;
    for (let count = longestReminder; count > 0; count--) {
      const last = words[Math.min(first + count, words.length) - 1];
      const phrase = text.slice(at + 1, last.end).replace(closing, '');
      const plain = phrase.trim().replace(/\s+/gu, ' ');
      if (readReminder(plain, dates))
        return partAt('reminder', text, { start: at, end: at + 1 + phrase.length }, plain);
    }
    return undefined;
  };

/** `for 30 min`, `for 1.5h`, `for 1 h 30 min`. The value is an amount and its unit. */
export const minutesAt: Marker = (text, at) => {
  const [told, hours, rest] = matchAt(minutes, text, at) ?? [];
  if (told === undefined) return undefined;
  const isHour = hours === undefined && rest === undefined;
  const amount = isHour ? 60 : Math.round(Number(hours ?? 0) * 60) + Number(rest ?? 0);
  return durationPart(text, { start: at, end: at + told.length }, amount, 'minute');
};

/** ` for 3 days`, where it follows a date. */
export const daysAfter: Marker = (text, at) => {
  const [told, amount] = matchAt(days, text, at) ?? [];
  const start = at + (told?.search(/\S/u) ?? 0);
  return told === undefined ? undefined : durationPart(text, { start, end: at + told.length }, Number(amount), 'day');
};

const durationPart = (text: string, span: Span, amount: number, unit: string): Part | undefined =>
  amount >= 1 && amount <= longestDuration ? partAt('duration', text, span, `${amount} ${unit}`) : undefined;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
