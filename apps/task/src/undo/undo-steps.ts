import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { bytesToId } from '#database/id.js';
import { statement } from '#database/statement.js';
import type { ActivityName } from '../activity/activities.js';
import type { ActivityRow } from '../activity/activity-view.js';
import { upFrom } from '../list/tree.js';
import type { ProjectAccess } from '../project/project-access.js';
import { lockAll } from '../task/several-tasks.js';

/** What was done at once is undone at once, and what was done last is undone first. */
export function stepsOf(rows: ActivityRow[]): ActivityRow[][] {
  const steps: ActivityRow[][] = [];
  for (const row of rows.filter(isFirstOfRelation)) {
    const last = steps.at(-1);
    if (last && belongsTo(last, row)) last.push(row);
    else steps.push([row]);
  }
  return steps.reverse();
}

function belongsTo(
  [first, ...others]: ActivityRow[],
  { step, at, event, project_id, object_id }: ActivityRow,
): boolean {
  if (step !== first.step || at.getTime() !== first.at.getTime()) return false;
  // a project takes those under it along
  if (!project_id.equals(first.project_id) && event !== 'archived') return false;
  return ![first, ...others].some((each) => each.object_id.equals(object_id));
}

/** A relation is in the history of both of its tasks, and undone once. */
function isFirstOfRelation(row: ActivityRow, index: number, rows: ActivityRow[]): boolean {
  const relation = relationOf(row);
  return relation === undefined || rows.findIndex((each) => relationOf(each) === relation) === index;
}

function relationOf({ event, old_values, new_values }: ActivityRow): string | undefined {
  if (event !== 'related' && event !== 'unrelated') return undefined;
  const values = JSON.parse((event === 'related' ? new_values : old_values) ?? '{}') as { relationId?: string };
  return `${event} ${values.relationId}`;
}

/** After these there is no task that could be another one by now, or it is not the task that was changed. */
const ofNoVersion: ActivityName[] = ['deleted', 'related', 'unrelated'];

/**
 * `undo.changed_since` unless everything is as the request has left it. Takes the locks of all projects in which it worked, in the
 * order that everybody takes them in.
 */
export async function refuseUnlessUnchanged(
  rows: ActivityRow[],
  projects: ProjectAccess,
  actor: Actor,
  transaction: EntityManager,
): Promise<void> {
  const newest = new Map(rows.map((row) => [bytesToId(row.object_id), row]));
  const kept = [...newest.values()].filter(({ event }) => !ofNoVersion.includes(event));
  if (kept.length === 0) return;
  const places = new Set(rows.map(({ project_id }) => bytesToId(project_id)));
  for (const id of [...places].sort()) await projects.take(id, actor, transaction);
  const versions = await versionsOf(kept, rows, transaction);
  for (const row of kept) {
    const id = bytesToId(row.object_id);
    const version = versions.get(id);
    if (version === row.object_version) continue;
    const along = await movedAlong(row, rows, transaction);
    if (along === 0 || version !== (row.object_version ?? 0) + along) throw changedSince();
  }
}

/** Of projects, of sections, of tasks, and of those that the request itself has put into the trash with something that they were under. */
async function versionsOf(
  kept: ActivityRow[],
  rows: ActivityRow[],
  transaction: EntityManager,
): Promise<Map<string, number>> {
  const ids = kept.map(({ object_id }) => object_id);
  const versions = new Map((await lockAll(ids.map(bytesToId), transaction)).map(({ id, version }) => [id, version]));
  for (const table of ['project', 'section'] as const) {
    if (!kept.some(({ object_type }) => object_type === table)) continue;
    const sql = `SELECT id, version FROM ${table} WHERE id IN (?)`;
    const found = await statement<{ id: Buffer; version: number }[]>(transaction, sql, [ids]);
    for (const { id, version } of found) versions.set(bytesToId(id), version);
  }
  const deleted = rows.filter(({ event }) => event === 'deleted').map(({ object_id }) => object_id);
  if (deleted.length === 0) return versions;
  const trashed = await statement<{ id: Buffer; version: number }[]>(
    transaction,
    'SELECT id, version FROM trashed_task WHERE trash_id IN (?) AND id IN (?)',
    [deleted, ids],
  );
  for (const { id, version } of trashed) versions.set(bytesToId(id), version);
  return versions;
}

/** How often the same request has moved a task along with something that it is under, which is no change of its own. */
async function movedAlong(row: ActivityRow, rows: ActivityRow[], transaction: EntityManager): Promise<number> {
  const later = rows.slice(rows.indexOf(row) + 1).filter(({ event }) => event === 'moved');
  if (later.length === 0) return 0;
  const [, ...above] = (await upFrom('task', bytesToId(row.object_id), transaction)).ids;
  return later.filter(({ object_id }) => above.includes(bytesToId(object_id))).length;
}

/** Those that are part of none of the others. */
export function topsOf(rows: ActivityRow[]): ActivityRow[] {
  const ids = new Set(rows.map(({ object_id }) => object_id.toString('hex')));
  return rows.filter(({ task_id }) => !task_id || !ids.has(task_id.toString('hex')));
}

export const changedSince = (): Failure =>
  new Failure('conflict', 'undo.changed_since', 'What this would undo has been changed since.');
