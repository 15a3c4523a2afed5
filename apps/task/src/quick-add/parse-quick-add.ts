import { invalid } from '#contracts/failure.js';
import type { DueDate } from '../due/due-date.js';
import type { DateReader } from './date-reader.js';
import { type DuePhrase, findDue } from './due-phrase.js';
import { daysAfter, deadlineAt, labelAt, type Marker, minutesAt, nameAt, priorityAt, reminderAt } from './markers.js';
import type { Named } from './names.js';
import { contentOf, type Part, type PartKind } from './part.js';
import { isPlain, overlaps, type Word, wordsOf } from './words.js';

/** What a text may name. */
export interface Known {
  projects: Named[];
  sections: (Named & { projectId: string })[];
  labels: Named[];
  /** The id of the project that is meant where the text names none. */
  home: string;
}

/** What a text says about a new task. */
export interface QuickAdd {
  content: string;
  description: string;
  due: DueDate | null;
  /** `2026-11-22` */
  deadline: string | null;
  /** As the API counts: 4 is the most urgent. */
  priority: number;
  labels: string[];
  project: Named | null;
  section: Named | null;
  duration: { amount: number; unit: string } | null;
  /** What follows each `!`. */
  reminders: string[];
  /** In the order of the text; none overlaps another. */
  parts: Part[];
}

/** Characters before the description at most. */
const longestHead = 1000;

/** Of these the last one counts, and any before it is content. */
const single: PartKind[] = ['project', 'section', 'priority', 'deadline', 'duration'];

/**
 * Takes a text apart as Todoist's quick add does. What only looks like syntax is content, as is all that a backslash
 * escapes. `quick_add.too_long` (on `text`) when it is longer than a content with all that can be said beside it.
 */
export function parseQuickAdd(text: string, known: Known, dates: DateReader): QuickAdd {
  const all = wordsOf(text);
  const description = descriptionOf(text, all);
  const head = description ? text.slice(0, description.start) : text;
  if (head.length > longestHead) {
    throw invalid('quick_add.too_long', 'text', `at most ${longestHead} characters before the description`);
  }
  const words = all.filter(({ start }) => start < head.length);
  const marked = markedParts(head, words, known, dates);
  const due = findDue(...freeRuns(words, marked), dates);
  const parts = [...marked, ...dueParts(head, due), ...escapesOf(head, words), ...(description ? [description] : [])];
  const length = marked.some(({ kind }) => kind === 'duration') ? undefined : daysOf(head, due, words);
  return understood(text, [...parts, ...(length ? [length] : [])], due?.due ?? null, known);
}

function descriptionOf(text: string, words: Word[]): Part | undefined {
  const mark = words.find((word) => word.text === '//' && word.escapes === 0);
  if (!mark) return undefined;
  const rest = text.slice(mark.start);
  return { kind: 'description', start: mark.start, end: text.length, text: rest, value: rest.slice(2).trim() };
}

/** All that a sign or a word of its own stands for; sections once it is clear in which project they are. */
function markedParts(text: string, words: Word[], known: Known, dates: DateReader): Part[] {
  const markers = [
    nameAt('project', '#', known.projects),
    labelAt(known.labels),
    priorityAt,
    deadlineAt(dates),
    reminderAt(dates),
    minutesAt,
  ];
  const parts = lastOnes(scan(text, words, markers));
  const projectId = projectOf(parts, known)?.id ?? known.home;
  const sections = known.sections.filter((section) => section.projectId === projectId);
  const others = scan(text, words, [nameAt('section', '/', sections)]).filter(
    (section) => !parts.some((part) => overlaps(part, section)),
  );
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

const projectOf = (parts: Part[], { projects }: Known): Named | undefined =>
  projects.find(({ name }) => name === parts.find(({ kind }) => kind === 'project')?.value);

/** The words that mean nothing yet, each with those next to it, and whether some escaped one follows them all. */
function freeRuns(words: Word[], parts: Part[]): [runs: Word[][], isFollowed: boolean] {
  const runs: Word[][] = [[]];
  for (const word of words) {
    const isFree = word.escapes === 0 && !parts.some((part) => overlaps(part, word));
    if (isFree) runs.at(-1)!.push(word);
    else runs.push([]);
  }
  const lastWord = words.findLast((word) => !parts.some((part) => overlaps(part, word)));
  return [runs.filter(({ length }) => length > 0), (lastWord?.escapes ?? 0) > 0];
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

function understood(text: string, unordered: Part[], due: DueDate | null, known: Known): QuickAdd {
  const parts = unordered.sort((one, other) => one.start - other.start);
  const all = (kind: PartKind): string[] => parts.filter((part) => part.kind === kind).map(({ value }) => value);
  const [section, priority = '1', deadline = null, duration, description = ''] = (
    ['section', 'priority', 'deadline', 'duration', 'description'] as const
  ).map((kind) => all(kind).at(0));
  const project = projectOf(parts, known) ?? null;
  const [amount, unit] = duration?.split(' ') ?? [];
  return {
    content: contentOf(text, parts),
    description: description,
    due,
    deadline,
    priority: Number(priority),
    labels: [...new Set(all('label'))],
    project,
    section:
      known.sections.find((each) => each.name === section && each.projectId === (project?.id ?? known.home)) ?? null,
    duration: unit ? { amount: Number(amount), unit } : null,
    reminders: all('reminder'),
    parts,
  };
}
