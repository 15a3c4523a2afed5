import { invalid } from '#contracts/failure.js';
import type { DueDate } from '../due/due-date.js';
import type { DateReader } from './date-reader.js';
import { findParts, projectOf } from './find-parts.js';
import type { Known } from './known.js';
import type { Named } from './names.js';
import { contentOf, type Part, type PartKind } from './part.js';
import { type QuickReminder, readReminder } from './reminder-phrase.js';
import { wordsOf } from './words.js';

/** What a text says about a new task. */
export interface QuickAdd {
  content: string;
  description: string;
  due: DueDate | null;
  /** `2026-11-22` */
  deadline: string | null;
  /** As the API counts: 4 is the most urgent. */
  priority: number | null;
  labels: string[];
  project: Named | null;
  /** Of that project, or of where the task goes anyway. */
  section: Named | null;
  /** Who takes part in that project. */
  assignee: Named | null;
  duration: { amount: number; unit: string } | null;
  reminders: QuickReminder[];
  /** In the order of the text; none overlaps another. */
  parts: Part[];
}

/** Characters before the description at most. */
const longestHead = 1000;

/** By itself: neither `https://` nor `//server`. */
const descriptionMark = /(?<!\S)\/\/(?!\S)/u;

/**
 * Takes a text apart as Todoist's quick add does. What only looks like syntax is content, as is all that a backslash
 * escapes. `quick_add.too_long` (on `text`) when it is longer than a content with all that can be said beside it.
 */
export function parseQuickAdd(text: string, known: Known, dates: DateReader): QuickAdd {
  const mark = text.search(descriptionMark);
  const head = mark < 0 ? text : text.slice(0, mark);
  if (head.length > longestHead) {
    throw invalid('quick_add.too_long', 'text', `at most ${longestHead} characters before the description`);
  }
  const { parts, due } = findParts(head, wordsOf(head), known, dates);
  const all = mark < 0 ? parts : [...parts, descriptionAt(mark, text)];
  return understood(text, all, due, known, dates);
}

const descriptionAt = (start: number, text: string): Part => {
  const rest = text.slice(start);
  return { kind: 'description', start, end: text.length, text: rest, value: rest.slice(2).trim() };
};

function understood(text: string, parts: Part[], due: DueDate | null, known: Known, dates: DateReader): QuickAdd {
  const all = (kind: PartKind): string[] => parts.filter((part) => part.kind === kind).map(({ value }) => value);
  const one = (kind: PartKind): string | undefined => all(kind)[0];
  const project = projectOf(parts, known);
  const projectId = project?.id ?? known.home.projectId;
  const section = known.sections.find((each) => each.projectId === projectId && each.name === one('section'));
  const assignee = known.people.find((each) => each.projectId === projectId && each.value === one('assignee'));
  const [amount, unit] = one('duration')?.split(' ') ?? [];
  return {
    content: contentOf(text, parts),
    description: one('description') ?? '',
    due,
    deadline: one('deadline') ?? null,
    priority: Number(one('priority')) || null,
    labels: [...new Set(all('label'))],
    project,
    section: section ?? null,
    assignee: assignee ? { id: assignee.id, name: assignee.value } : null,
    duration: unit ? { amount: Number(amount), unit } : null,
    reminders: all('reminder').flatMap((words) => readReminder(words, dates) ?? []),
    parts,
  };
}
