import type { EntityManager } from 'typeorm';
import { deferredStatement } from '#database/statement.js';
import { type Kind, noteFound, noteTasks } from '../sync/changes.js';
import type { TrashKind } from './trashed-tables.js';

const inProject = (table: string): string =>
  `SELECT project_id AS scope_id, id AS entity_id FROM trashed_${table} WHERE trash_id = ?`;

const tasks: [Kind, string][] = [
  ['task', inProject('task')],
  [
    'note',
    `SELECT task.project_id AS scope_id, back.id AS entity_id FROM trashed_comment back
     JOIN task ON task.id = back.task_id WHERE back.trash_id = ?`,
  ],
  [
    'task_relation',
    `SELECT task.project_id AS scope_id, back.id AS entity_id FROM trashed_task_relation back
     JOIN trashed_task task ON task.trash_id = back.trash_id AND task.id IN (back.task_id, back.other_id)
     WHERE back.trash_id = ?`,
  ],
];
const projectNotes: [Kind, string] = ['project_note', `${inProject('comment')} AND project_id IS NOT NULL`];

/** What is told of what comes back, of each kind. */
const told: Record<TrashKind, [Kind, string][]> = {
  project: [
    ['project', 'SELECT id AS scope_id, id AS entity_id FROM trashed_project WHERE trash_id = ?'],
    ['section', inProject('section')],
    projectNotes,
    ...tasks,
  ],
  section: [['section', inProject('section')], ...tasks],
  task: tasks,
  comment: [tasks[1], projectNotes],
  label: [['label', 'SELECT user_id AS scope_id, id AS entity_id FROM trashed_label WHERE trash_id = ?']],
};

/** Notes, for those who sync, what is back in its tables while the trash still holds its rows. */
export async function noteBack(kind: TrashKind, id: Buffer, transaction: EntityManager): Promise<void> {
  for (const [what, query] of told[kind]) await noteFound(transaction, what, query, [id]);
  if (kind === 'comment' || kind === 'label') {
    const table = kind === 'comment' ? 'comment' : 'task_label';
    await noteTasks(transaction, `task.id IN (SELECT task_id FROM trashed_${table} WHERE trash_id = ?)`, [id]);
  }
  if (kind !== 'project') return;
  const back = 'SELECT id FROM trashed_project WHERE trash_id = ?';
  await deferredStatement(transaction, `DELETE FROM gone_project WHERE id IN (${back})`, [id]);
}
