import { Injectable } from '@nestjs/common';
import { type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { InboxProject } from './inbox-project.js';
import { ProjectEntity } from './project.entity.js';

const visible = 'SELECT visible.id FROM project visible WHERE visible.user_id = :actorId';

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
    const condition = columns.map((column) => `${column} IN (${visible})`).join(' OR ');
    return query.andWhere(`(${condition})`, { actorId: idToBytes(actor.user_id) });
  }

  /** `project.not_found` unless the actor may see it. Opens the actor's Inbox if that has not happened yet. */
  async get(id: string, actor: Actor): Promise<ProjectEntity> {
    const project = await this.find(id, actor, this.transactions.manager).getOne();
    if (project) return project;
    return this.transactions.run((transaction) => this.lock(id, actor, transaction));
  }

  /**
   * Takes the lock under which everything in a project is changed: with it, order, trees and deletions need no other care.
   * `<feature>.not_found` unless the actor may change what is in the project. Opens the actor's Inbox like `get`.
   */
  async lock(id: string, actor: Actor, transaction: EntityManager, feature = 'project'): Promise<ProjectEntity> {
    const find = (): Promise<ProjectEntity | null> =>
      this.find(id, actor, transaction, feature).setLock('pessimistic_write').getOne();
    const project = await find();
    if (project) return project;
    if (knownId(id, feature) !== actor.user_id) throw notFound(feature);
    await this.inbox.open(actor.user_id, transaction);
    return (await find())!;
  }

  private find(
    id: string,
    actor: Actor,
    manager: EntityManager,
    feature = 'project',
  ): SelectQueryBuilder<ProjectEntity> {
    const query = manager.createQueryBuilder(ProjectEntity, 'project').where({ id: knownId(id, feature) });
    return this.narrow(query, actor, 'project.id');
  }
}
