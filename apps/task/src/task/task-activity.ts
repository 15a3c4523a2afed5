import type { Activity, ActivityName } from '../activity/activities.js';
import type { Change } from '../activity/changed.js';
import type { TaskEntity } from './task.entity.js';

/** What an activity is about. */
export function subjectOf(task: TaskEntity): Omit<Activity, 'event'> {
  const { id, version, projectId, parentId: taskId, content: name, updatedAt: at } = task;
  return { kind: 'task', id, version, projectId, taskId, name, at };
}

/** A change of a task, which says by itself what was done unless that is told. */
export function activityOf(task: TaskEntity, change: Change, event = eventOf(change)): Activity {
  return { event, change, ...subjectOf(task) };
}

function eventOf({ after: { completedAt } }: Change): ActivityName {
  if (completedAt === undefined) return 'updated';
  return completedAt ? 'completed' : 'uncompleted';
}
