import type { DueDate } from '../due/due-date.js';
import type { DateReader } from './date-reader.js';
import { type DuePhrase, findDue } from './due-phrase.js';
import type { Known } from './known.js';
import { daysAfter, deadlineAt, labelAt, type Marker, minutesAt, nameAt, priorityAt, reminderAt } from './markers.js';
import type { Named } from './names.js';
import type { Part, PartKind } from './part.js';
import { readReminder } from './reminder-phrase.js';
import { isPlain, overlaps, type Word } from './words.js';

/** Of these the last one counts, and any before it is content. */
const single: PartKind[] = ['project', 'section', 'assignee', 'priority', 'deadline', 'duration'];

/** All that a text without its description says beside its content, and when the task is due by it. */
export function findParts(
  text: string,
  words: Word[],
  known: Known,
  dates: DateReader,
): { parts: Part[]; due: DueDate | null } {
  const marked = markedParts(text, words, known, dates);
  const phrase = findDue(...freeRuns(words, marked), dates);
  const due = phrase?.due ?? null;
  const isTimed = (due ?? known.due)?.time != null;
  const meant = marked.filter((part) => isTimed || !isRelative(part, dates));
  const days = marked.some(({ kind }) => kind === 'duration') ? undefined : daysOf(text, phrase, words);
  const parts = [...meant, ...dueParts(text, phrase), ...(days ? [days] : []), ...escapesOf(text, words)];
  return { parts: parts.sort((one, other) => one.start - other.start), due };
}

/** The project that the parts name. */
export function projectOf(parts: Part[], { projects }: Known): Named | null {
  const part = parts.find(({ kind }) => kind === 'project');
  return projects.find(({ name }) => name === part?.value) ?? null;
}

/** All that a sign or a word of its own stands for; sections and people once it is clear in which project they are. */
function markedParts(text: string, words: Word[], known: Known, dates: DateReader): Part[] {
  const parts = lastOnes(
    scan(text, words, [
      nameAt('project', '#', known.projects),
      labelAt(known.labels),
      priorityAt,
      deadlineAt(dates),
      reminderAt(dates),
      minutesAt,
    ]),
  );
  const { id } = projectOf(parts, known) ?? { id: known.home.projectId };
  const there = <T extends { projectId: string }>(all: T[]): T[] => all.filter(({ projectId }) => projectId === id);
  const inside = [nameAt('section', '/', there(known.sections)), nameAt('assignee', '+', there(known.people))];
  const others = scan(text, words, inside).filter((one) => !parts.some((part) => overlaps(part, one)));
  return [...parts, ...lastOnes(others)];
}

/** Goes through the words and passes over those of what was found. */
function scan(text: string, words: Word[], markers: Marker[]): Part[] {
  const parts: Part[] = [];
  for (const { start, escapes } of words) {
    if (escapes > 0 || start < (parts.at(-1)?.end ?? 0)) continue;
    const found = markers.map((marker) => marker(text, start, words)).find((part) => part && isPlain(words, part));
    if (found) parts.push(found);
  }
  return parts;
}

const lastOnes = (parts: Part[]): Part[] =>
  parts.filter(
    ({ kind }, index) => !single.includes(kind) || parts.findLastIndex((other) => other.kind === kind) === index,
  );

/** What reminds some time before the task is due means nothing where it is due at no time. */
const isRelative = ({ kind, value }: Part, dates: DateReader): boolean =>
  kind === 'reminder' && readReminder(value, dates)?.due === null;

/** The words that mean nothing yet, in runs of neighbours, and whether some escaped one follows them all. */
function freeRuns(words: Word[], parts: Part[]): [runs: Word[][], isFollowed: boolean] {
  const runs: Word[][] = [[]];
  const unused = words.filter((word) => !parts.some((part) => overlaps(part, word)));
  for (const word of words) {
    if (word.escapes === 0 && unused.includes(word)) runs.at(-1)!.push(word);
    else runs.push([]);
  }
  return [runs.filter(({ length }) => length > 0), (unused.at(-1)?.escapes ?? 0) > 0];
}

const dueParts = (text: string, found: DuePhrase | undefined): Part[] =>
  (found?.spans ?? []).map(({ start, end }) => {
    const { date, time } = found!.due;
    return { kind: 'due', start, end, text: text.slice(start, end), value: time === null ? date : `${date}T${time}` };
  });

function daysOf(text: string, found: DuePhrase | undefined, words: Word[]): Part | undefined {
  if (found?.due.recurrence !== null) return undefined;
  const parts = found.spans.map(({ end }) => daysAfter(text, end, words));
  return parts.find((part) => part && isPlain(words, part));
}

const escapesOf = (text: string, words: Word[]): Part[] =>
  words
    .filter(({ escapes }) => escapes > 0)
    .map(({ start, escapes }) => {
      const end = start + escapes;
      return { kind: 'escape', start, end, text: text.slice(start, end), value: '' };
    });
