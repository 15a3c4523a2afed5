import { invalid } from '#contracts/failure.js';
import type { QuickAddMeta, QuickAddPreview, QuickText } from '#contracts/quick-add.contract.js';
import type { AddTask, TaskTarget } from '#contracts/task.contract.js';
import { dueView } from '../due/due-date.js';
import type { Known } from './known.js';
import type { Named } from './names.js';
import type { DateReader } from './date-reader.js';
import type { QuickAdd } from './parse-quick-add.js';
import { type QuickReminder, readReminder } from './reminder-phrase.js';

const longestContent = 500;
const longestDescription = 16_383;

/** What a text says, and what was known when it was read. */
export interface Reading {
  text: QuickAdd;
  known: Known;
}

/**
 * The task that is asked for by a text, and by what was sent along with it. `quick_add.content` and `quick_add.description`
 * where the text has none, or too much.
 */
export function newTaskOf({ text }: Reading, sent: QuickText): AddTask & TaskTarget {
  const { content, labels, deadline, duration, assignee } = text;
  if (content === '' || content.length > longestContent) {
    throw invalid('quick_add.content', 'text', `some content beside its syntax, at most ${longestContent} characters`);
  }
  if (text.description.length > longestDescription) {
    throw invalid('quick_add.description', 'text', `a description of at most ${longestDescription} characters`);
  }
  return {
    content,
    description: text.description || (sent.description ?? ''),
    priority: text.priority ?? sent.priority,
    labels,
    deadline_date: deadline,
    ...(assignee && { assignee_id: assignee.id }),
    duration: duration?.amount ?? null,
    duration_unit: duration?.unit ?? null,
    ...targetOf(text, sent),
  };
}

/** Those that the text says, and the one that was sent. `quick_add.reminder` for one that tells no time. */
export function remindersOf(
  { text, known }: Reading,
  sent: string | null | undefined,
  dates: DateReader,
): QuickReminder[] {
  if (sent == null || !/\S/.test(sent)) return text.reminders;
  const reminder = readReminder(sent.trim().replace(/\s+/gu, ' '), dates);
  const isTimed = (text.due ?? known.due)?.time != null;
  if (reminder && (reminder.due || isTimed)) return [...text.reminders, reminder];
  throw invalid(
    'quick_add.reminder',
    'reminder',
    'a time such as `tomorrow at 9`, or `30 min before` a time that is due',
  );
}

function targetOf({ project, section }: QuickAdd, { project_id, section_id, parent_id }: QuickText): TaskTarget {
  if (project) return { project_id: project.id, section_id: section?.id };
  return { project_id, section_id: section?.id ?? section_id, parent_id };
}

/** What the task would be. */
export function previewOf({ text, known }: Reading, sent: QuickText): QuickAddPreview {
  const { content, deadline, labels, reminders, project, section, assignee, duration, parts } = text;
  const due = text.due ?? known.due;
  return {
    content,
    description: text.description || (sent.description ?? ''),
    due: due && dueView(due),
    deadline,
    priority: text.priority ?? sent.priority ?? 1,
    labels,
    reminders: reminders.map(({ words }) => words),
    project_id: project?.id ?? known.home.projectId,
    section_id: section?.id ?? (project ? null : known.home.sectionId),
    assignee_id: assignee?.id ?? null,
    duration,
    parts,
  };
}

/** What was understood as the Todoist API tells it: labels that are new by their name. */
export function metaOf({ text, known }: Reading): QuickAddMeta {
  const { content, due, priority, labels, project, section, assignee } = text;
  const idOf = (label: string): string => known.labels.find(({ name }) => name === label)?.id ?? label;
  return {
    text: content,
    project: pairOf(project),
    section: pairOf(section),
    assignee: pairOf(assignee),
    labels: Object.fromEntries(labels.map((label) => [idOf(label), label])),
    due: due && dueView(due),
    priority: priority ?? 1,
  };
}

const pairOf = (named: Named | null): [string | null, string | null] => [named?.id ?? null, named?.name ?? null];
