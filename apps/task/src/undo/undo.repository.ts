import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import { bytesToId, firstIdAt, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { hashOf } from '../activity/activities.js';
import type { ActivityRow } from '../activity/activity-view.js';
import type { Values } from '../activity/changed.js';
import { CompletionRepository } from '../completion/completion.repository.js';
import { OccurrenceRepository } from '../occurrence/occurrence.repository.js';
import type { Place } from '../task/places.js';
import { SeveralTasks } from '../task/several-tasks.js';
import { TaskAccess } from '../task/task-access.js';
import type { TaskEntity } from '../task/task.entity.js';
import { TaskRepository } from '../task/task.repository.js';
import { TrashRepository } from '../trash/trash.repository.js';

/** Milliseconds in which a change can be undone. */
const patience = 15 * 60_000;

/** What was changed by one request. */
interface Changes {
  /** The one that is part of no other. */
  top: ActivityRow;
  count: number;
}

/** Takes changes back with what the activity log kept of them, the way that anybody would change the same. */
@Injectable()
export class UndoRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly tasks: TaskRepository,
    private readonly several: SeveralTasks,
    private readonly occurrences: OccurrenceRepository,
    private readonly completions: CompletionRepository,
    private readonly trash: TrashRepository,
  ) {}

  /** All that the actor's request with this id has changed. */
  undo(token: string, actor: Actor): Promise<Changes> {
    return this.transactions.run(async (transaction) => {
      const rows = await find(token, actor, transaction);
      if (rows.length === 0) throw notFound('undo');
      await this.reverse(rows, actor, transaction).catch((error: unknown) => {
        throw isObstacle(error) ? changedSince() : error;
      });
      await transaction.query('UPDATE activity SET undone = TRUE WHERE id IN (?)', [rows.map(({ id }) => id)]);
      return { top: topOf(rows), count: rows.length };
    });
  }

  private async reverse(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const [first] = rows;
    const id = bytesToId(first.object_id);
    switch (first.event) {
      case 'restored':
        throw notFound('undo');
      case 'deleted':
        return void (await this.trash.restore(id, actor));
      case 'added':
        await this.lockUnchanged(first, actor, transaction);
        if (await holdsSomething(first.object_id, transaction)) throw changedSince();
        return this.tasks.remove(id, undefined, actor);
      case 'moved':
        return this.moveBack(first, actor, transaction);
      case 'updated':
      case 'completed':
      case 'uncompleted':
        return this.changeBack(rows, actor, transaction);
    }
  }

  private async moveBack(row: ActivityRow, actor: Actor, transaction: EntityManager): Promise<void> {
    const task = await this.lockUnchanged(row, actor, transaction);
    const before = { ...task.place, position: task.position, ...oldValues(row) };
    const { projectId: project_id, sectionId: section_id, parentId: parent_id } = before;
    const target = parent_id ? { parent_id } : section_id ? { section_id } : { project_id };
    await this.tasks.move(task.id, target, undefined, actor);
    await this.tasks.change(task.id, before.position, actor, () => undefined);
  }

  private async changeBack(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const now = new Date();
    const rowOf = new Map(rows.map((row) => [bytesToId(row.object_id), row]));
    const revert = (task: TaskEntity): boolean => {
      const row = rowOf.get(task.id)!;
      refuseUnlessUnchanged(task, row);
      return task.revert(oldFields(row), now);
    };
    const [first] = rows;
    const permission = first.event === 'updated' ? 'edit' : 'complete';
    if (rows.length === 1) {
      await this.tasks.change(bytesToId(first.object_id), oldValues(first).position, actor, revert, permission);
    } else {
      if (rows.some(({ project_id }) => !project_id.equals(first.project_id))) throw changedSince();
      for (const { object_id } of topsOf(rows)) {
        await this.access.lock(bytesToId(object_id), actor, transaction, permission);
      }
      const changed = await this.several.change([...rowOf.keys()], actor, transaction, revert);
      if (changed.length < rows.length) throw changedSince();
    }
    await this.countBack(rows, actor, transaction);
  }

  /** Counts what was completed as not completed, and the other way round: as completed by the actor, who reopened it. */
  private async countBack(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const completed = rows.filter(({ event }) => event === 'completed');
    const ids = completed.map(({ object_id }) => bytesToId(object_id));
    await this.occurrences.forget(ids, rows[0].at, transaction);
    await this.completions.takeBack(
      completed.map(({ object_id, at }): [string, Date] => [bytesToId(object_id), at]),
      transaction,
    );
    if (completed.length > 0) return;
    for (const row of rows.filter(({ event }) => event === 'uncompleted')) {
      const again = { id: bytesToId(row.object_id), projectId: bytesToId(row.project_id) };
      await this.completions.keep([again], actor, new Date(oldValues(row).completedAt as string), transaction);
    }
  }

  private async lockUnchanged(row: ActivityRow, actor: Actor, transaction: EntityManager): Promise<TaskEntity> {
    const task = await this.access.lock(bytesToId(row.object_id), actor, transaction);
    refuseUnlessUnchanged(task, row);
    return task;
  }
}

/** What can be undone of what a request did, locked: whoever comes second finds nothing. */
function find(token: string, { user_id }: Actor, transaction: EntityManager): Promise<ActivityRow[]> {
  return transaction.query<ActivityRow[]>(
    `SELECT * FROM activity
     WHERE initiator_id = ? AND id >= ? AND request_hash = ? AND NOT undone
       AND event <> 'restored' AND (object_type = 'task' OR event = 'deleted')
     ORDER BY id FOR UPDATE`,
    [idToBytes(user_id), firstIdAt(Date.now() - patience), hashOf(token)],
  );
}

const oldValues = ({ old_values }: ActivityRow): Values & Partial<Place & { position: number }> =>
  JSON.parse(old_values ?? '{}') as Values;

/** Without the position, for which siblings have to make room. */
function oldFields(row: ActivityRow): Values {
  const values = oldValues(row);
  delete values.position;
  return values;
}

const topOf = (rows: ActivityRow[]): ActivityRow => topsOf(rows).at(0) ?? rows[0];

/** Those that are part of none of the others. */
function topsOf(rows: ActivityRow[]): ActivityRow[] {
  const ids = new Set(rows.map(({ object_id }) => object_id.toString('hex')));
  return rows.filter(({ task_id }) => !task_id || !ids.has(task_id.toString('hex')));
}

async function holdsSomething(taskId: Buffer, transaction: EntityManager): Promise<boolean> {
  const [row] = await transaction.query<{ found: unknown }[]>(
    `SELECT EXISTS (SELECT 1 FROM task WHERE parent_id = ?)
         OR EXISTS (SELECT 1 FROM comment WHERE task_id = ?) AS found`,
    [taskId, taskId],
  );
  return Number(row.found) === 1;
}

function refuseUnlessUnchanged({ version }: TaskEntity, { object_version }: ActivityRow): void {
  if (version !== object_version) throw changedSince();
}

/** Whether what is in the way of a change back is something that was changed since. */
const isObstacle = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'not_found' || error.kind === 'invalid');

const changedSince = (): Failure =>
  new Failure('conflict', 'undo.changed_since', 'What this would undo has been changed since.');
