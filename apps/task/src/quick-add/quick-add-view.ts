import { invalid } from '#contracts/failure.js';
import type { QuickAddMeta, QuickAddPreview } from '#contracts/quick-add.contract.js';
import type { AddTask } from '#contracts/task.contract.js';
import { dueView } from '../due/due-date.js';
import type { Named } from './names.js';
import type { Known, QuickAdd } from './parse-quick-add.js';

const longestContent = 500;
const longestDescription = 16_383;

/** The task that a text asks for. `quick_add.content` and `quick_add.description` where it has none, or too much. */
export function newTaskOf(understood: QuickAdd, known: Known): AddTask {
  const { content, description, due, deadline, priority, labels, project, section, duration } = understood;
  if (content === '' || content.length > longestContent) {
    throw invalid(
      'quick_add.content',
      'text',
      `some content beside what it says, of at most ${longestContent} characters`,
    );
  }
  if (description.length > longestDescription) {
    throw invalid('quick_add.description', 'text', `a description of at most ${longestDescription} characters`);
  }
  return {
    content,
    description,
    priority,
    labels,
    project_id: project?.id ?? known.home,
    section_id: section?.id ?? null,
    due_string: due?.string ?? null,
    deadline_date: deadline,
    duration: duration?.amount ?? null,
    duration_unit: duration?.unit ?? null,
  };
}

export function previewOf(understood: QuickAdd, known: Known): QuickAddPreview {
  const { content, description, due, deadline, priority, labels, reminders, project, section, duration } = understood;
  return {
    content,
    description,
    due: due && dueView(due),
    deadline,
    priority,
    labels,
    reminders,
    project_id: project?.id ?? known.home,
    section_id: section?.id ?? null,
    duration,
    parts: understood.parts,
  };
}

/** What was understood as the Todoist API tells it: of people nobody, and labels that are new by their name. */
export function metaOf({ content, due, priority, labels, project, section }: QuickAdd, known: Known): QuickAddMeta {
  const idOf = (label: string): string => known.labels.find(({ name }) => name === label)?.id ?? label;
  return {
    text: content,
    project: pairOf(project),
    section: pairOf(section),
    assignee: pairOf(null),
    labels: Object.fromEntries(labels.map((label) => [idOf(label), label])),
    due: due && dueView(due),
    priority,
  };
}

const pairOf = (named: Named | null): [string | null, string | null] => [named?.id ?? null, named?.name ?? null];
