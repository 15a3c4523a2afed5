import type { Task } from '#contracts/task.contract.js';
import { type DueDate, dueView } from '../due/due-date.js';

/** What a task is made of, wherever it was read from. Moments are RFC 3339 text, UTC. */
export interface TaskFacts {
  id: string;
  userId: string;
  projectId: string;
  sectionId: string | null;
  parentId: string | null;
  responsibleUid: string | null;
  assignedByUid: string | null;
  content: string;
  description: string;
  priority: number;
  due: DueDate | null;
  deadlineDate: string | null;
  deadlineLang: string | null;
  durationAmount: number | null;
  durationUnit: string | null;
  position: number;
  dayOrder: number;
  isCollapsed: boolean;
  completedAt: string | null;
  addedAt: string;
  updatedAt: string;
  version: number;
}

/** A task as clients see it. */
export function taskView(facts: TaskFacts, labels: string[], noteCount: number): Task {
  const { deadlineDate, deadlineLang, durationAmount, durationUnit } = facts;
  return {
    id: facts.id,
    user_id: facts.userId,
    project_id: facts.projectId,
    section_id: facts.sectionId,
    parent_id: facts.parentId,
    added_by_uid: facts.userId,
    assigned_by_uid: facts.assignedByUid,
    responsible_uid: facts.responsibleUid,
    content: facts.content,
    description: facts.description,
    labels,
    priority: facts.priority,
    due: facts.due && dueView(facts.due),
    deadline: deadlineDate === null ? null : { date: deadlineDate, lang: deadlineLang ?? 'en' },
    duration: durationAmount === null ? null : { amount: durationAmount, unit: durationUnit ?? 'minute' },
    checked: facts.completedAt !== null,
    is_deleted: false,
    is_collapsed: facts.isCollapsed,
    child_order: facts.position,
    day_order: facts.dayOrder,
    note_count: noteCount,
    added_at: facts.addedAt,
    updated_at: facts.updatedAt,
    completed_at: facts.completedAt,
    version: facts.version,
  };
}
