import { bytesToId } from '#database/id.js';
import type { TaskFacts } from './task-view.js';

/**
 * A task as lists read it: without an entity in between, and without a `Date` a moment, which is most of what reading many
 * rows costs.
 */
export interface TaskRow extends Omit<TaskFacts, Id | NullableId | 'due' | 'isCollapsed'> {
  id: Buffer;
  userId: Buffer;
  projectId: Buffer;
  sectionId: Buffer | null;
  parentId: Buffer | null;
  responsibleUid: Buffer | null;
  assignedByUid: Buffer | null;
  dueDate: string | null;
  dueTime: string | null;
  dueTimezone: string | null;
  dueFold: number;
  isCollapsed: number;
  dueString: string | null;
  dueLang: string | null;
  dueRecurrence: string | null;
  noteCount: number | string;
}
type Id = 'id' | 'userId' | 'projectId';
type NullableId = 'sectionId' | 'parentId' | 'responsibleUid' | 'assignedByUid';

/** What to select from `task` for a `TaskRow`. */
export const taskColumns = `
  task.id, task.user_id AS userId, task.project_id AS projectId, task.section_id AS sectionId, task.parent_id AS parentId,
  task.responsible_uid AS responsibleUid, task.assigned_by_uid AS assignedByUid,
  task.content, task.description, task.priority, task.position, task.day_order AS dayOrder,
  task.is_collapsed AS isCollapsed,
  task.due_date AS dueDate, task.due_time AS dueTime, task.due_timezone AS dueTimezone, task.due_fold AS dueFold,
  task.due_string AS dueString, task.due_lang AS dueLang, task.due_recurrence AS dueRecurrence,
  task.deadline_date AS deadlineDate, task.deadline_lang AS deadlineLang,
  task.duration_amount AS durationAmount, task.duration_unit AS durationUnit,
  CAST(task.completed_at AS CHAR) AS completedAt, CAST(task.added_at AS CHAR) AS addedAt,
  CAST(task.updated_at AS CHAR) AS updatedAt, task.version,
  (SELECT COUNT(*) FROM comment WHERE comment.task_id = task.id) AS noteCount`;

export function factsOf(row: TaskRow): TaskFacts {
  const { dueDate: date, dueTime: time, dueTimezone: timezone, dueString, dueLang, dueRecurrence: recurrence } = row;
  return {
    id: bytesToId(row.id),
    userId: bytesToId(row.userId),
    projectId: bytesToId(row.projectId),
    sectionId: row.sectionId && bytesToId(row.sectionId),
    parentId: row.parentId && bytesToId(row.parentId),
    responsibleUid: row.responsibleUid && bytesToId(row.responsibleUid),
    assignedByUid: row.assignedByUid && bytesToId(row.assignedByUid),
    content: row.content,
    description: row.description,
    priority: row.priority,
    position: row.position,
    dayOrder: row.dayOrder,
    isCollapsed: row.isCollapsed === 1,
    due:
      date === null
        ? null
        : {
            date,
            time,
            timezone,
            fold: row.dueFold === 1,
            string: dueString ?? date,
            lang: dueLang ?? 'en',
            recurrence,
          },
    deadlineDate: row.deadlineDate,
    deadlineLang: row.deadlineLang,
    durationAmount: row.durationAmount,
    durationUnit: row.durationUnit,
    completedAt: row.completedAt && instant(row.completedAt),
    addedAt: instant(row.addedAt),
    updatedAt: instant(row.updatedAt),
    version: row.version,
  };
}

/** `2026-11-22 09:00:00.000`, which the database keeps in UTC. */
const instant = (text: string): string => `${text.slice(0, 10)}T${text.slice(11)}Z`;
