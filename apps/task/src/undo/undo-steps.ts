import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { bytesToId } from '#database/id.js';
import type { ActivityName } from '../activity/activities.js';
import type { ActivityRow } from '../activity/activity-view.js';
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

function belongsTo(step: ActivityRow[], { at, project_id, object_id }: ActivityRow): boolean {
  if (at.getTime() !== step[0].at.getTime() || !project_id.equals(step[0].project_id)) return false;
  return !step.some((each) => each.object_id.equals(object_id));
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
 * `undo.changed_since` unless every task is as the request has left it. Takes the locks of all projects in which it worked, in the
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
  const ids = kept.map(({ object_id }) => bytesToId(object_id));
  const versions = new Map((await lockAll(ids, transaction)).map(({ id, version }) => [id, version]));
  for (const { object_id, object_version } of kept) {
    if (versions.get(bytesToId(object_id)) !== object_version) throw changedSince();
  }
}

export const changedSince = (): Failure =>
  new Failure('conflict', 'undo.changed_since', 'What this would undo has been changed since.');
