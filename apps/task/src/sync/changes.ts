import type { EntityManager } from 'typeorm';
import { batched } from '#database/batched.js';
import { idToBytes } from '#database/id.js';
import { deferredStatement, statement } from '#database/statement.js';

/** What the log tells of, in the words of the database. */
export type Kind =
  'project' | 'section' | 'task' | 'task_relation' | 'note' | 'project_note' | 'label' | 'saved_filter';

/** Something that changed, and the project in which it did; what belongs to a person alone counts to the Inbox. */
export interface Change {
  scopeId: string;
  id: string;
}

/** What a comment is on. */
interface Commented {
  id: string;
  taskId: string | null;
  projectId: string | null;
}

/** Rows that one statement writes. */
const most = 500;

const table = 'change_log (scope_id, kind, entity_id, seq, changed_on)';
const again = 'ON DUPLICATE KEY UPDATE change_log.seq = VALUES(seq), change_log.changed_on = VALUES(changed_on)';

/**
 * Notes that things changed, for those who sync. The project's own count goes up with it, and the row is locked from then
 * on: whoever sees a count sees all that was noted under it and before. Costs no journey to the database of its own.
 */
export async function note(transaction: EntityManager, kind: Kind, changed: Change | Change[]): Promise<void> {
  const changes = [changed].flat();
  if (changes.length > 0) await noteTogether({ kind, changes }, transaction);
}

const noteTogether = batched(async (notes: { kind: Kind; changes: Change[] }[], transaction) => {
  const rows = notes.flatMap(({ kind, changes }) =>
    changes.map(({ scopeId, id }): [Buffer, Kind, Buffer] => [idToBytes(scopeId), kind, idToBytes(id)]),
  );
  const scopes = new Map(notes.flatMap(({ changes }) => changes.map(({ scopeId }) => [scopeId, idToBytes(scopeId)])));
  await deferredStatement(transaction, 'UPDATE project SET seq = seq + 1 WHERE id IN (?)', [[...scopes.values()]]);
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most);
    const row = '(?, ?, ?, COALESCE((SELECT seq FROM project WHERE id = ?), 0), UTC_DATE())';
    await deferredStatement(
      transaction,
      `INSERT INTO ${table} VALUES ${some.map(() => row).join(', ')} ${again}`,
      some.flatMap(([scope, kind, id]) => [scope, kind, id, scope]),
    );
  }
  return notes.map(() => undefined);
});

/** Notes what a query finds: its `scope_id` and `entity_id`. */
export async function noteFound(
  transaction: EntityManager,
  kind: Kind,
  query: string,
  parameters: unknown[],
): Promise<void> {
  // in this order, so that no row of another project is looked at, which would lock it
  await deferredStatement(
    transaction,
    `UPDATE (SELECT DISTINCT scope_id FROM (${query}) found) scope STRAIGHT_JOIN project ON project.id = scope.scope_id
     SET project.seq = project.seq + 1`,
    parameters,
  );
  // not deferred: what waits is sent at once, and there may be many ids in it
  await statement(
    transaction,
    `INSERT INTO ${table} SELECT found.scope_id, '${kind}', found.entity_id, project.seq, UTC_DATE()
     FROM (${query}) found JOIN project ON project.id = found.scope_id ${again}`,
    parameters,
  );
}

/** Tasks that a condition on `task` holds for. */
export async function noteTasks(transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> {
  const query = `SELECT task.project_id AS scope_id, task.id AS entity_id FROM task WHERE ${where}`;
  await noteFound(transaction, 'task', query, parameters);
}

/** Tasks that a condition on `task` holds for, the comments on them, and how they stand to others. */
export async function noteWithBelongings(
  transaction: EntityManager,
  where: string,
  parameters: unknown[],
): Promise<void> {
  await noteTasks(transaction, where, parameters);
  const query = `SELECT task.project_id AS scope_id, comment.id AS entity_id
                 FROM task JOIN comment ON comment.task_id = task.id WHERE ${where}`;
  await noteFound(transaction, 'note', query, parameters);
  const relations = ['task_id', 'other_id'].map(
    (end) => `SELECT task.project_id AS scope_id, relation.id AS entity_id
              FROM task JOIN task_relation relation ON relation.${end} = task.id WHERE ${where}`,
  );
  await noteFound(transaction, 'task_relation', relations.join(' UNION '), [...parameters, ...parameters]);
}

/** A comment, and the task that it is on, which tells how many there are. */
export async function noteComment(transaction: EntityManager, { id, taskId, projectId }: Commented): Promise<void> {
  if (projectId) return note(transaction, 'project_note', { scopeId: projectId, id });
  const parameters = [taskId && idToBytes(taskId)];
  await noteTasks(transaction, 'task.id = ?', parameters);
  const query = 'SELECT project_id AS scope_id, ? AS entity_id FROM task WHERE id = ?';
  await noteFound(transaction, 'note', query, [idToBytes(id), ...parameters]);
}

/** A section and all that is in it, before it goes somewhere else or for good. */
export async function noteSection(transaction: EntityManager, section: Change): Promise<void> {
  await note(transaction, 'section', section);
  await noteWithBelongings(transaction, 'task.section_id = ?', [idToBytes(section.id)]);
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
  const inProjects = (from: string): string =>
    `SELECT project_id AS scope_id, id AS entity_id FROM ${from} WHERE project_id IN (?)`;
  await noteFound(transaction, 'section', inProjects('section'), parameters);
  await noteFound(transaction, 'project_note', inProjects('comment'), parameters);
  await noteWithBelongings(transaction, 'task.project_id IN (?)', parameters);
  const gone = 'INSERT IGNORE INTO gone_project SELECT number, id, UTC_DATE() FROM project WHERE id IN (?)';
  await deferredStatement(transaction, gone, parameters);
}

/** Forgets what changed in somebody's Inbox, which nobody else has ever seen: part of removing all that is kept of a person. */
export async function forgetChanges(userId: string, transaction: EntityManager): Promise<void> {
  await deferredStatement(transaction, 'DELETE FROM change_log WHERE scope_id = ?', [idToBytes(userId)]);
  await deferredStatement(transaction, 'DELETE FROM gone_project WHERE id = ?', [idToBytes(userId)]);
}
