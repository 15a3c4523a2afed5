import type { Activity, ActivityName } from '../activity/activities.js';
import type { Change } from '../activity/changed.js';
import type { TaskEntity } from './task.entity.js';

/** What an activity is about. */
export function subjectOf({ id, version, projectId, parentId, content, updatedAt }: TaskEntity) {
  const subject = { id, version, projectId, taskId: parentId, name: content, at: updatedAt };
  return { kind: 'task', ...subject } satisfies Omit<Activity, 'event'>;
}

/** A change of a task, which says by itself what was done unless that is told. */
export function activityOf(task: TaskEntity, change: Change, event = eventOf(change)): Activity {
  return { event, change, ...subjectOf(task) };
}

function eventOf({ after: { completedAt } }: Change): ActivityName {
  if (completedAt === undefined) return 'updated';
  return completedAt ? 'completed' : 'uncompleted';
}
