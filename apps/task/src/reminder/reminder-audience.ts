import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { roleOnTask } from '../sharing/member-roles.js';
import type { ReminderEntity } from './reminder.entity.js';

/** Those of some reminders whose person may see the task: who was removed is told nothing more of it. */
export async function withAudience(
  reminders: ReminderEntity[],
  transaction: EntityManager,
): Promise<Set<ReminderEntity>> {
  if (reminders.length === 0) return new Set();
  const rows = await statement<{ id: Buffer }[]>(
    transaction,
    `SELECT reminder.id FROM reminder JOIN task ON task.id = reminder.task_id JOIN project ON project.id = task.project_id
       LEFT JOIN project_member mine ON mine.project_id = project.id AND mine.user_id = reminder.user_id
     WHERE reminder.id IN (?) AND (project.user_id = reminder.user_id OR mine.user_id IS NOT NULL)`,
    [reminders.map(({ id }) => idToBytes(id))],
  );
  const inProjects = new Set(rows.map(({ id }) => bytesToId(id)));
  const heard = new Set(reminders.filter(({ id }) => inProjects.has(id)));
  for (const reminder of reminders) {
    if (heard.has(reminder)) continue;
    if (await roleOnTask(reminder.taskId, { user_id: reminder.userId }, transaction)) heard.add(reminder);
  }
  return heard;
}
