import { type EntityManager, In } from 'typeorm';
import { TaskEntity } from '../task/task.entity.js';
import { ReminderEntity } from './reminder.entity.js';

/** Rows that one statement writes. */
const batch = 500;

/** The tasks that reminders are about. */
export async function tasksOf(reminders: ReminderEntity[], transaction: EntityManager): Promise<TaskEntity[]> {
  const ids = [...new Set(reminders.map(({ taskId }) => taskId))];
  return ids.length === 0 ? [] : transaction.findBy(TaskEntity, { id: In(ids) });
}

/** Writes reminders that are locked, many with one statement. */
export async function writeReminders(reminders: ReminderEntity[], transaction: EntityManager): Promise<void> {
  for (let from = 0; from < reminders.length; from += batch) {
    await transaction.upsert(ReminderEntity, reminders.slice(from, from + batch), ['id']);
  }
}
