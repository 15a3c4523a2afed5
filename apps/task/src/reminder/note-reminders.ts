import type { EntityManager } from 'typeorm';
import { note } from '../sync/changes.js';
import type { ReminderEntity } from './reminder.entity.js';

/** Notes a change of reminders, for who is reminded and syncs. The caller holds the lock of the project of their tasks. */
export function noteReminders(
  reminders: ReminderEntity[],
  tasks: { id: string; projectId: string }[],
  transaction: EntityManager,
): Promise<void> {
  const projectOf = new Map(tasks.map(({ id, projectId }) => [id, projectId]));
  const changes = reminders.map(({ id, taskId, userId }) => ({ scopeId: projectOf.get(taskId)!, id, taskId, userId }));
  return note(transaction, 'reminder', changes);
}
