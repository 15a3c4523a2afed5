import type { EntityManager } from 'typeorm';
import { batched } from '#database/batched.js';
import { idToBytes } from '#database/id.js';
import { deferredStatement, statement } from '#database/statement.js';
import { countedOn, forgetCounts } from './counts.js';
import { inSharedTasks, sharesNone } from './shared-task.js';

/** What the log tells of, in the words of the database. A member takes part in a project, a guest in a task alone. */
export type Kind =
  | 'project'
  | 'section'
  | 'task'
  | 'task_relation'
  | 'note'
  | 'project_note'
  | 'label'
  | 'saved_filter'
  | 'reminder'
  | 'member'
  | 'guest';

/** Something that changed, and the project in which it did; what belongs to a person alone counts to the Inbox. */
export interface Change {
  scopeId: string;
  id: string;
  /** What it is on, unless it is a task itself. */
  taskId?: string;
  /** Whom alone it concerns. */
  userId?: string;
}

/**
 * Queries of the `scope_id` and `entity_id` of what changed, one or more for each kind. Of what is on a task they also name the
 * `task_id`, of a reminder the `user_id` besides: nobody else is told of it.
 */
export type Found = Partial<Record<Kind, string | string[]>>;

/** Rows that one statement writes, and parameters of what is sent along with the next one. */
const most = 500;
const few = 20;

const columns = 'change_log (scope_id, kind, entity_id, seq, changed_on, user_id)';
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
  const rows = notes.flatMap(({ kind, changes }) => changes.map((change) => rowOf(kind, change, transaction)));
  const scopes = new Map(rows.map(({ scope }) => [scope.toString('hex'), scope]));
  const count = 'UPDATE project FORCE INDEX (PRIMARY) SET seq = seq + 1 WHERE id IN (?)';
  await deferredStatement(transaction, count, [[...scopes.values()]]);
  const counts = countedOn(transaction, [...scopes.keys()]);
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most);
    await (counts ? writeCounted(some, counts, transaction) : write(some, transaction));
    await noteInSharedTasks(
      some.filter(({ shared }) => shared),
      transaction,
    );
  }
  return notes.map(() => undefined);
});

/** For rows of projects that are locked: what they have counted to is known. */
function writeCounted(rows: Row[], counts: Map<string, number>, transaction: EntityManager): Promise<void> {
  return deferredStatement(
    transaction,
    `INSERT INTO ${columns} VALUES ${rows.map(() => '(?, ?, ?, ?, UTC_DATE(), ?)').join(', ')} ${again}`,
    rows.flatMap(({ scope, kind, id, user }) => [scope, kind, id, counts.get(scope.toString('hex')), user]),
  );
}

function write(rows: Row[], transaction: EntityManager): Promise<void> {
  const noted = rows.map((_, at) =>
    at === 0 ? 'SELECT ? AS scope_id, ? AS kind, ? AS entity_id, ? AS user_id' : 'SELECT ?, ?, ?, ?',
  );
  return deferredStatement(
    transaction,
    `INSERT INTO ${columns} SELECT noted.scope_id, noted.kind, noted.entity_id, project.seq, UTC_DATE(), noted.user_id
     FROM (${noted.join(' UNION ALL ')}) noted STRAIGHT_JOIN project ON project.id = noted.scope_id ${again}`,
    rows.flatMap(({ scope, kind, id, user }) => [scope, kind, id, user]),
  );
}

interface Row {
  scope: Buffer;
  kind: Kind;
  id: Buffer;
  task: Buffer | null;
  user: Buffer | null;
  /** Whether a task around it may be shared alone. */
  shared: boolean;
}

const rowOf = (kind: Kind, { scopeId, id, taskId, userId }: Change, transaction: EntityManager): Row => ({
  scope: idToBytes(scopeId),
  kind,
  id: idToBytes(id),
  task: taskId === undefined ? null : idToBytes(taskId),
  user: userId === undefined ? null : idToBytes(userId),
  shared: onTask.has(kind) && !sharesNone(transaction, scopeId),
});

async function noteInSharedTasks(rows: Row[], transaction: EntityManager): Promise<void> {
  const tasks = rows.filter(({ kind }) => kind === 'task');
  const others = rows.filter(({ task }) => task !== null);
  if (tasks.length > 0) {
    const query = union({ task: 'SELECT project_id AS scope_id, id AS entity_id FROM task WHERE id IN (?)' });
    const ids = tasks.map(({ id }) => id);
    await deferredStatement(transaction, `INSERT INTO ${columns} ${inSharedTasks(query)} ${again}`, [ids]);
  }
  if (others.length === 0) return;
  const row = 'SELECT ? AS kind, ? AS entity_id, ? AS task_id, CAST(? AS BINARY(16)) AS user_id';
  const query = others.map(() => row).join(' UNION ALL ');
  const values = others.flatMap(({ kind, id, task, user }) => [kind, id, task, user]);
  await deferredStatement(transaction, `INSERT INTO ${columns} ${inSharedTasks(query)} ${again}`, values);
}

/** Notes what queries find, each with the same parameters. */
export async function noteFound(transaction: EntityManager, found: Found, parameters: unknown[]): Promise<void> {
  // what is deferred is sent at once, and there may be many ids in it
  const run = parameters.flat().length > few ? statement : deferredStatement;
  const withEach = (queries: Found): unknown[] =>
    Object.values(queries)
      .flat()
      .flatMap(() => parameters);
  const places = placesOf(found);
  forgetCounts(transaction);
  // in this order, so that no row of another project is looked at, which would lock it
  await deferredStatement(
    transaction,
    `UPDATE (SELECT DISTINCT scope_id FROM (${union(places)}) found) scope
       STRAIGHT_JOIN project ON project.id = scope.scope_id
     SET project.seq = project.seq + 1`,
    withEach(places),
  );
  await run(
    transaction,
    `INSERT INTO ${columns} SELECT found.scope_id, found.kind, found.entity_id, project.seq, UTC_DATE(), found.user_id
     FROM (${union(found)}) found JOIN project ON project.id = found.scope_id ${again}`,
    withEach(found),
  );
  const onTasks = pick(found, (kind) => onTask.has(kind));
  if (Object.keys(onTasks).length === 0) return;
  const where = 'JOIN project near ON near.id = scope_id AND near.shares_tasks';
  await run(transaction, `INSERT INTO ${columns} ${inSharedTasks(union(onTasks, where))} ${again}`, withEach(onTasks));
}

/** What is on tasks that are found, too, is in no other project. */
const placesOf = (found: Found): Found =>
  found.task ? pick(found, (kind) => kind === 'task' || !onTask.has(kind)) : found;

const pick = (found: Found, wanted: (kind: string) => boolean): Found =>
  Object.fromEntries(Object.entries(found).filter(([kind]) => wanted(kind)));

/** What is seen, too, by those with whom a task is shared alone. */
const onTask = new Set<string>(['task', 'task_relation', 'note', 'reminder', 'guest'] satisfies Kind[]);

function union(found: Found, where = ''): string {
  const none = 'CAST(NULL AS BINARY(16))';
  const queries = Object.entries(found).flatMap(([kind, some]) => {
    const taskId = kind === 'task' ? 'entity_id' : onTask.has(kind) ? 'task_id' : none;
    const userId = kind === 'reminder' ? 'found_of_kind.user_id' : none;
    const columns = `scope_id, '${kind}' AS kind, entity_id, ${taskId} AS task_id, ${userId} AS user_id`;
    return [some].flat().map((query) => `SELECT ${columns} FROM (${query}) found_of_kind ${where}`);
  });
  return queries.join(' UNION ALL ');
}
