import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import { bytesToId, firstIdAt, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { hashOf } from '../activity/activities.js';
import type { RelationType } from '#contracts/relation.contract.js';
import type { ActivityRow } from '../activity/activity-view.js';
import type { Values } from '../activity/changed.js';
import { CompletionRepository } from '../completion/completion.repository.js';
import { OccurrenceRepository } from '../occurrence/occurrence.repository.js';
import { downFrom } from '../list/tree.js';
import { ProjectAccess } from '../project/project-access.js';
import { RelationRepository } from '../relation/relation.repository.js';
import type { Place } from '../task/places.js';
import { SeveralTasks } from '../task/several-tasks.js';
import { TaskAccess } from '../task/task-access.js';
import type { TaskEntity } from '../task/task.entity.js';
import { TaskRepository } from '../task/task.repository.js';
import { TrashRepository } from '../trash/trash.repository.js';
import { changedSince, refuseUnlessUnchanged, stepsOf } from './undo-steps.js';

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
    private readonly projects: ProjectAccess,
    private readonly access: TaskAccess,
    private readonly tasks: TaskRepository,
    private readonly several: SeveralTasks,
    private readonly occurrences: OccurrenceRepository,
    private readonly completions: CompletionRepository,
    private readonly trash: TrashRepository,
    private readonly relations: RelationRepository,
  ) {}

  /** All that the actor's request with this id has changed. */
  undo(token: string, actor: Actor): Promise<Changes> {
    return this.transactions.run(async (transaction) => {
      const rows = await find(token, actor, transaction);
      if (rows.length === 0) throw notFound('undo');
      await refuseUnlessUnchanged(rows, this.projects, actor, transaction);
      try {
        for (const step of stepsOf(rows)) await this.reverse(step, actor, transaction);
      } catch (error) {
        throw isObstacle(error) ? changedSince() : error;
      }
      await transaction.query('UPDATE activity SET undone = TRUE WHERE id IN (?)', [rows.map(({ id }) => id)]);
      return { top: topOf(rows), count: rows.length };
    });
  }

  private async reverse(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const [first] = rows;
    const id = bytesToId(first.object_id);
    switch (first.event) {
      case 'restored':
      case 'archived':
      case 'unarchived':
      case 'transferred':
        throw notFound('undo');
      case 'deleted':
        return void (await this.trash.restore(id, actor));
      case 'added':
        if (await holdsMore(id, transaction)) throw changedSince();
        return this.tasks.remove(id, undefined, actor);
      case 'related':
        return this.separate(first, actor);
      case 'unrelated':
        return this.relate(first, actor);
      case 'moved':
        return this.moveBack(first, actor, transaction);
      case 'updated':
      case 'completed':
      case 'uncompleted':
        return this.changeBack(rows, actor, transaction);
    }
  }

  private async moveBack(row: ActivityRow, actor: Actor, transaction: EntityManager): Promise<void> {
    const task = await this.access.lock(bytesToId(row.object_id), actor, transaction);
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
      return task.revert(oldFields(rowOf.get(task.id)!), now);
    };
    const [first] = rows;
    const permission = first.event === 'updated' ? 'edit' : 'complete';
    if (rows.length === 1) {
      await this.tasks.change(bytesToId(first.object_id), oldValues(first).position, actor, revert, permission);
    } else {
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

  private async separate(row: ActivityRow, actor: Actor): Promise<void> {
    await this.relations.remove(newRelation(row).relationId, actor);
  }

  private async relate(row: ActivityRow, actor: Actor): Promise<void> {
    const { relationType: type, relatedTaskId: related_task_id } = oldRelation(row);
    await this.relations.add({ task_id: bytesToId(row.object_id), type, related_task_id }, actor);
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

/** How two tasks stand to each other, as the log of one of them has it. */
interface Related {
  relationId: string;
  relationType: RelationType;
  relatedTaskId: string;
}

const newRelation = ({ new_values }: ActivityRow): Related => JSON.parse(new_values ?? '{}') as Related;
const oldRelation = ({ old_values }: ActivityRow): Related => JSON.parse(old_values ?? '{}') as Related;

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

/** Whether there is anything under a task or on it that was not added with it, or that has been changed since. */
async function holdsMore(taskId: string, transaction: EntityManager): Promise<boolean> {
  const { ids } = await downFrom('task', taskId, transaction);
  const [top, tree] = [idToBytes(taskId), ids.map(idToBytes)];
  const added = '(SELECT added_at FROM task WHERE id = ?)';
  const [row] = await transaction.query<{ found: unknown }[]>(
    `SELECT EXISTS (SELECT 1 FROM task WHERE id IN (?) AND id <> ? AND (added_at <> ${added} OR version > 1))
         OR EXISTS (SELECT 1 FROM comment WHERE task_id IN (?) AND posted_at <> ${added}) AS found`,
    [tree, top, top, tree, top],
  );
  return Number(row.found) === 1;
}

/** Whether what is in the way of a change back is something that was changed since. */
const isObstacle = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'not_found' || error.kind === 'invalid');
