import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { deferredStatement } from '#database/statement.js';
import { parts } from '../sharing/parts.js';
import { type Change, type Found, note, noteFound } from './changes.js';

const tasks = (where: string): string =>
  `SELECT task.project_id AS scope_id, task.id AS entity_id FROM task WHERE ${where}`;

const reminders = (where: string): string =>
  `SELECT task.project_id AS scope_id, reminder.id AS entity_id, task.id AS task_id, reminder.user_id
   FROM task JOIN reminder ON reminder.task_id = task.id WHERE ${where}`;

/** All that goes where its task goes. */
const withTasks = (where: string): Found => ({
  task: tasks(where),
  note: `SELECT task.project_id AS scope_id, comment.id AS entity_id, task.id AS task_id
         FROM task JOIN comment ON comment.task_id = task.id WHERE ${where}`,
  task_relation: ['task_id', 'other_id'].map(
    (end) => `SELECT task.project_id AS scope_id, relation.id AS entity_id, task.id AS task_id
              FROM task JOIN task_relation relation ON relation.${end} = task.id WHERE ${where}`,
  ),
  reminder: reminders(where),
  guest: `SELECT task.project_id AS scope_id, task_member.user_id AS entity_id, task.id AS task_id
          FROM task JOIN task_member ON task_member.task_id = task.id WHERE ${where}`,
});

/** Tasks that a condition on `task` holds for. */
export const noteTasks = (transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> =>
  noteFound(transaction, { task: tasks(where) }, parameters);

/** Tasks that a condition on `task` holds for, with their comments, relations and reminders, and those they are shared with. */
export const noteWhole = (transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> =>
  noteFound(transaction, withTasks(where), parameters);

/** Reminders that a condition on `reminder` and its `task` holds for. */
export const noteReminders = (transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> =>
  noteFound(transaction, { reminder: reminders(where) }, parameters);

/** A comment in a project, and the task that it is on, which tells how many there are. */
export async function noteComment(
  transaction: EntityManager,
  { id, taskId }: { id: string; taskId: string | null },
  scopeId: string,
): Promise<void> {
  if (taskId === null) return note(transaction, 'project_note', { scopeId, id });
  await Promise.all([
    note(transaction, 'task', { scopeId, id: taskId }),
    note(transaction, 'note', { scopeId, id, taskId }),
  ]);
}

/** A section and all that is in it, before it goes somewhere else or for good. */
export async function noteSection(transaction: EntityManager, section: Change): Promise<void> {
  await note(transaction, 'section', section);
  await noteWhole(transaction, 'task.section_id = ?', [idToBytes(section.id)]);
}

/** Projects and all that is in them, before they go for good. */
export async function noteGoneProjects(transaction: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const parameters = [ids.map(idToBytes)];
  await note(
    transaction,
    'project',
    ids.map((id) => ({ scopeId: id, id })),
  );
  const inProjects = (from: string, column = 'id'): string =>
    `SELECT project_id AS scope_id, ${column} AS entity_id FROM ${from} WHERE project_id IN (?)`;
  const inside = {
    section: inProjects('section'),
    project_note: inProjects('comment'),
    member: inProjects(parts, 'user_id'),
  };
  await noteFound(transaction, { ...inside, ...withTasks('task.project_id IN (?)') }, parameters);
  const gone = 'INSERT IGNORE INTO gone_project SELECT number, id, UTC_DATE() FROM project WHERE id IN (?)';
  await deferredStatement(transaction, gone, parameters);
}
