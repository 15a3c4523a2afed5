import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import { bytesToId, firstIdAt, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { hashOf } from '../activity/activities.js';
import type { ActivityRow } from '../activity/activity-view.js';
import { ProjectAccess } from '../project/project-access.js';
import { RelationRepository } from '../relation/relation.repository.js';
import { TrashRepository } from '../trash/trash.repository.js';
import { newRelation, oldRelation } from './logged-values.js';
import { UndoAdditions } from './undo-additions.js';
import { UndoArchive } from './undo-archive.js';
import { UndoChanges } from './undo-changes.js';
import { changedSince, refuseUnlessUnchanged, stepsOf, topsOf } from './undo-steps.js';

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
    private readonly members: MemberRepository,
    private readonly projects: ProjectAccess,
    private readonly additions: UndoAdditions,
    private readonly changes: UndoChanges,
    private readonly archive: UndoArchive,
    private readonly trash: TrashRepository,
    private readonly relations: RelationRepository,
  ) {}

  /** All that the actor's request with this id has changed. */
  undo(token: string, actor: Actor): Promise<Changes> {
    return this.transactions.run(async (transaction) => {
      const rows = await find(token, actor, transaction);
      if (rows.length === 0) throw notFound('undo');
      // whoever deletes a project or puts it away takes this lock first
      if (rows.some(isOfProject)) await this.members.lock(actor.user_id, transaction);
      await refuseUnlessUnchanged(rows, this.projects, actor, transaction);
      try {
        for (const step of stepsOf(rows)) await this.reverse(step, actor, transaction);
      } catch (error) {
        throw isObstacle(error) ? changedSince() : error;
      }
      await transaction.query('UPDATE activity SET undone = TRUE WHERE id IN (?)', [rows.map(({ id }) => id)]);
      return { top: topsOf(rows).at(0) ?? rows[0], count: rows.length };
    });
  }

  private async reverse(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const [first] = rows;
    switch (first.event) {
      case 'restored':
      case 'unarchived':
      case 'transferred':
        throw notFound('undo');
      case 'deleted':
        return void (await this.trash.restore(bytesToId(first.object_id), actor));
      case 'archived':
        return this.archive.bringBack(rows, actor, transaction);
      case 'added':
        return this.additions.takeAway(first, actor, transaction);
      case 'related':
        return this.relations.remove(newRelation(first).relationId, actor);
      case 'unrelated': {
        const { relationType: type, relatedTaskId: related_task_id } = oldRelation(first);
        return void (await this.relations.add({ task_id: bytesToId(first.object_id), type, related_task_id }, actor));
      }
      case 'moved':
        return this.changes.moveBack(first, actor, transaction);
      case 'updated':
      case 'completed':
      case 'uncompleted':
        return this.changes.changeBack(rows, actor, transaction);
    }
  }
}

/** What can be undone of what a request did, locked: whoever comes second finds nothing. */
function find(token: string, { user_id }: Actor, transaction: EntityManager): Promise<ActivityRow[]> {
  return transaction.query<ActivityRow[]>(
    `SELECT * FROM activity
     WHERE initiator_id = ? AND id >= ? AND request_hash = ? AND NOT undone AND object_version IS NOT NULL
       AND (object_type = 'task' OR event IN ('deleted', 'archived') OR (object_type = 'project' AND event = 'added'))
     ORDER BY id FOR UPDATE`,
    [idToBytes(user_id), firstIdAt(Date.now() - patience), hashOf(token)],
  );
}

const isOfProject = ({ object_type, event }: ActivityRow): boolean => object_type === 'project' && event !== 'deleted';

/** Whether what is in the way of a change back is something that was changed since. */
const isObstacle = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'not_found' || error.kind === 'invalid');
