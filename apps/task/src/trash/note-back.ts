import type { EntityManager } from 'typeorm';
import { deferredStatement } from '#database/statement.js';
import { type Found, noteFound } from '../sync/changes.js';
import { noteTasks } from '../sync/changes-of-tasks.js';
import { followMoved } from '../task/follow-moved.js';
import type { TrashKind } from './trashed-tables.js';

const inProject = (table: string): string =>
  `SELECT project_id AS scope_id, id AS entity_id FROM trashed_${table} WHERE trash_id = ?`;

/** What came back of a table whose rows are on tasks. */
const onTasks = (table: string, entity: string, more = ''): string =>
  `SELECT task.project_id AS scope_id, back.${entity} AS entity_id, task.id AS task_id ${more}
   FROM trashed_${table} back JOIN task ON task.id = back.task_id WHERE back.trash_id = ?`;

const tasks = {
  task: inProject('task'),
  task_relation: `SELECT task.project_id AS scope_id, back.id AS entity_id, task.id AS task_id
    FROM trashed_task_relation back
      JOIN trashed_task task ON task.trash_id = back.trash_id AND task.id IN (back.task_id, back.other_id)
    WHERE back.trash_id = ?`,
  note: onTasks('comment', 'id'),
  reminder: onTasks('reminder', 'id', ', back.user_id'),
  guest: onTasks('task_member', 'user_id'),
} satisfies Found;
const project_note = `${inProject('comment')} AND project_id IS NOT NULL`;

/** What is told of what comes back, of each kind. */
const told: Record<TrashKind, Found> = {
  project: {
    project: 'SELECT id AS scope_id, id AS entity_id FROM trashed_project WHERE trash_id = ?',
    section: inProject('section'),
    project_note,
    ...tasks,
  },
  section: { section: inProject('section'), ...tasks },
  task: tasks,
  comment: { note: tasks.note, project_note },
  label: { label: 'SELECT user_id AS scope_id, id AS entity_id FROM trashed_label WHERE trash_id = ?' },
};

/** Notes, for those who sync, what is back in its tables while the trash still holds its rows. */
export async function noteBack(kind: TrashKind, id: Buffer, transaction: EntityManager): Promise<void> {
  const back = 'task.id IN (SELECT id FROM trashed_task WHERE trash_id = ?)';
  if ('task' in told[kind]) await followMoved(transaction, back, [id]);
  await noteFound(transaction, told[kind], [id]);
  if (kind === 'comment' || kind === 'label') {
    const table = kind === 'comment' ? 'comment' : 'task_label';
    await noteTasks(transaction, `task.id IN (SELECT task_id FROM trashed_${table} WHERE trash_id = ?)`, [id]);
  }
  if (kind !== 'project') return;
  await deferredStatement(
    transaction,
    `DELETE gone_project FROM trashed_project STRAIGHT_JOIN gone_project ON gone_project.id = trashed_project.id
     WHERE trashed_project.trash_id = ?`,
    [id],
  );
}
