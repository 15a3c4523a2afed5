import type { Actor } from '#contracts/actor.js';
import type { TaskAdded, TaskCompleted } from '#contracts/events.js';
import { type DueDate, dueView } from '../due/due-date.js';
import type { TaskEntity } from './task.entity.js';

/** What is told of a task when it is new. */
export function addedOf({ id, projectId, parentId, userId, content, addedAt }: TaskEntity): TaskAdded {
  return {
    id,
    project_id: projectId,
    parent_id: parentId,
    user_id: userId,
    content,
    added_at: addedAt.toISOString(),
  };
}

/** What is told of its completion, at which it was due then. */
export function completedOf(
  { id, projectId, parentId, content }: TaskEntity,
  by: Actor,
  at: Date,
  due: DueDate | null,
): TaskCompleted {
  return {
    id,
    project_id: projectId,
    parent_id: parentId,
    user_id: by.user_id,
    content,
    completed_at: at.toISOString(),
    ...(due && { due: dueView(due) }),
  };
}
