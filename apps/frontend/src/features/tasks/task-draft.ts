import type { QuickAddTask, Task, TaskChange } from '../../api/types';
import type { Day } from '../../state/days';

/** A date picked from the calendar, or words for the server to read. */
export type DueDraft = { kind: 'none' } | { kind: 'date'; day: Day; time: string } | { kind: 'words'; words: string };

/** A task while it is being written. */
export interface TaskDraft {
  content: string;
  description: string;
  due: DueDraft;
  /** As the API counts: 4 is p1. */
  priority: number;
  projectId: string;
}

export const noDue: DueDraft = { kind: 'none' };

export function emptyDraft(projectId: string, day?: Day): TaskDraft {
  const due: DueDraft = day ? { kind: 'date', day, time: '' } : noDue;
  return { content: '', description: '', due, priority: 1, projectId };
}

export function draftOf(task: Task): TaskDraft {
  const { content, description, priority, project_id } = task;
  return { content, description, due: dueDraftOf(task), priority, projectId: project_id };
}

/** Fixed times stay in the words of the person: a date field would lose their zone. */
export function dueDraftOf({ due }: Pick<Task, 'due'>): DueDraft {
  if (!due) return noDue;
  if (due.is_recurring || due.date.endsWith('Z')) return { kind: 'words', words: due.string };
  return { kind: 'date', day: due.date.slice(0, 10), time: due.date.slice(11, 16) };
}

/** The due date in the API's words; clearing it has to be said. */
export function dueFields(due: DueDraft): Pick<TaskChange, 'due_string' | 'due_date' | 'due_datetime'> {
  if (due.kind === 'words') return { due_string: due.words };
  if (due.kind === 'none') return { due_string: 'no date' };
  return due.time ? { due_datetime: `${due.day}T${due.time}:00` } : { due_date: due.day };
}

export function sameDue(a: DueDraft, b: DueDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What to show of a due date until the server has read it. What recurs is moved this time only. */
export function duePreview(due: DueDraft, { due: before }: Pick<Task, 'due'>): Partial<Task> {
  if (due.kind === 'words') return {};
  if (due.kind === 'none') return { due: null };
  const date = due.time ? `${due.day}T${due.time}:00` : due.day;
  const single = { date, timezone: null, string: date, lang: 'en', is_recurring: false };
  return { due: before?.is_recurring ? { ...before, date, timezone: null } : single };
}

/** Where in a project a new task lands. */
export interface LandingPlace {
  parentId?: string | undefined;
  sectionId?: string | undefined;
}

/** The words of the person, and what holds where they say nothing. */
export function additionOf(draft: TaskDraft, place: LandingPlace = {}): QuickAddTask {
  const { content, description, due, priority, projectId } = draft;
  return {
    text: content.trim(),
    ...(description.trim() ? { description: description.trim() } : {}),
    ...(due.kind === 'none' ? {} : dueFields(due)),
    priority,
    project_id: projectId,
    ...(place.sectionId ? { section_id: place.sectionId } : {}),
    ...(place.parentId ? { parent_id: place.parentId } : {}),
  };
}

/** Only what differs: what is not sent is not touched. */
export function changeOf(draft: TaskDraft, task: Task): TaskChange {
  const before = draftOf(task);
  return {
    ...(draft.content.trim() === before.content ? {} : { content: draft.content.trim() }),
    ...(draft.description === before.description ? {} : { description: draft.description }),
    ...(draft.priority === before.priority ? {} : { priority: draft.priority }),
    ...(sameDue(draft.due, before.due) ? {} : dueFields(draft.due)),
  };
}
