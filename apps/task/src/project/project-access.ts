import { Injectable } from '@nestjs/common';
import { type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import { batched } from '#database/batched.js';
import { claim, insistOnBeingAlone, isShared } from '#database/company.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { InboxProject } from './inbox-project.js';
import { ProjectEntity } from './project.entity.js';

const visible = (actor: string): string => `SELECT visible.id FROM project visible WHERE visible.user_id = ${actor}`;

/** A condition in SQL, and what stands for its question marks. */
export type Condition = [sql: string, ...parameters: unknown[]];

/**
 * The one place that knows who may see and change what: everything belongs to a project, and a project to its owner.
 * What the actor may not see reads as not found.
 */
@Injectable()
export class ProjectAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: InboxProject,
  ) {}

  /** Narrows a query to rows whose project the actor may see. One column has to match where several are named. */
  narrow<E extends ObjectLiteral>(
    query: SelectQueryBuilder<E>,
    actor: Actor,
    ...columns: string[]
  ): SelectQueryBuilder<E> {
    const condition = columns.map((column) => `${column} IN (${visible(':actorId')})`).join(' OR ');
    return query.andWhere(`(${condition})`, { actorId: idToBytes(actor.user_id) });
  }

  /** The same in plain SQL. */
  visible(column: string, actor: Actor): Condition {
    return [`${column} IN (${visible('?')})`, idToBytes(actor.user_id)];
  }

  /** `project.not_found` unless the actor may see it. Opens the actor's Inbox if that has not happened yet. */
  async get(id: string, actor: Actor): Promise<ProjectEntity> {
    const project = await this.find(id, actor, this.transactions.manager).getOne();
    if (project) return project;
    return this.transactions.run((transaction) => this.lock(id, actor, transaction));
  }

  /**
   * Takes the lock under which everything in a project is changed: with it, order, trees and deletions need no other care.
   * Answers the project's id; `<feature>.not_found` unless the actor may change what is in the project. Opens the actor's
   * Inbox like `get`.
   */
  async hold(id: string, actor: Actor, transaction: EntityManager, feature = 'project'): Promise<string> {
    const projectId = knownId(id, feature);
    claim(transaction, projectId);
    const owner = await lockedOwner(projectId, transaction);
    if (owner === actor.user_id) return projectId;
    insistOnBeingAlone(transaction);
    if (owner !== undefined || projectId !== actor.user_id) throw notFound(feature);
    await this.inbox.open(actor.user_id, transaction);
    await lockedOwner(projectId, transaction);
    return projectId;
  }

  /** Like `hold`, for who changes the project itself. */
  async lock(id: string, actor: Actor, transaction: EntityManager): Promise<ProjectEntity> {
    const projectId = await this.hold(id, actor, transaction);
    return transaction.findOneByOrFail(ProjectEntity, { id: projectId });
  }

  private find(id: string, actor: Actor, manager: EntityManager): SelectQueryBuilder<ProjectEntity> {
    const query = manager.createQueryBuilder(ProjectEntity, 'project').where({ id: knownId(id, 'project') });
    return this.narrow(query, actor, 'project.id');
  }
}

/** Locks projects and answers who owns each; in company only those that need not be waited for. */
const lockedOwner = batched(async (ids: string[], transaction): Promise<(string | undefined)[]> => {
  const rows = await statement<{ id: Buffer; user_id: Buffer }[]>(
    transaction,
    `SELECT id, user_id FROM project WHERE id IN (?) FOR UPDATE ${isShared(transaction) ? 'SKIP LOCKED' : ''}`,
    [ids.map(idToBytes)],
  );
  const owners = new Map(rows.map(({ id, user_id }) => [bytesToId(id), bytesToId(user_id)]));
  return ids.map((id) => owners.get(id));
});
