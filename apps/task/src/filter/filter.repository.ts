import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid, notFound } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { lastPlace } from '../list/make-room.js';
import { readPage } from '../list/page.js';
import { positionAmong } from '../list/position.js';
import { note } from '../sync/changes.js';
import { FilterEntity } from './filter.entity.js';

/** Saved filters. They belong to a person alone, and are changed under the lock of the person. */
@Injectable()
export class FilterRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
  ) {}

  /** `filter.not_found` unless it is the actor's own. */
  async get(id: string, actor: Actor, manager: EntityManager = this.transactions.manager): Promise<FilterEntity> {
    const filter = await manager.findOneBy(FilterEntity, { id: knownId(id, 'filter'), userId: actor.user_id });
    if (!filter) throw notFound('filter');
    return filter;
  }

  list(query: PageQuery, actor: Actor): Promise<Page<FilterEntity>> {
    const mine = this.transactions.manager.createQueryBuilder(FilterEntity, 'filter').where({ userId: actor.user_id });
    return readPage(mine, query, { property: 'position' });
  }

  /** Those of some that are the actor's own. */
  findMany(ids: string[], actor: Actor): Promise<FilterEntity[]> {
    return this.transactions.manager.findBy(FilterEntity, { id: In(ids), userId: actor.user_id });
  }

  /** Puts it last, or where it is wanted. */
  add(filter: FilterEntity, order: number | null | undefined, actor: Actor): Promise<FilterEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const mine = { table: 'saved_filter' as const, where: 'user_id = ?', parameters: [idToBytes(filter.userId)] };
      filter.position = await positionAmong(mine, order, transaction);
      await transaction.insert(FilterEntity, filter);
      await noteFilter(filter, transaction);
      return filter;
    });
  }

  change(id: string, actor: Actor, work: (filter: FilterEntity) => void): Promise<FilterEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const filter = await this.get(id, actor, transaction);
      work(filter);
      await transaction.update(FilterEntity, { id: filter.id }, filter);
      await noteFilter(filter, transaction);
      return filter;
    });
  }

  /** Gives several another `item_order`; none of them when one is not the actor's own, or `filter.order` for no whole number. */
  async reorder(orders: Record<string, number>, actor: Actor): Promise<void> {
    if (!Object.values(orders).every(isOrder)) throw invalid('filter.order', 'id_order_mapping', 'whole numbers by id');
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      for (const [id, item_order] of Object.entries(orders)) {
        const filter = await this.get(id, actor, transaction);
        filter.change({ item_order });
        await transaction.update(FilterEntity, { id: filter.id }, filter);
        await noteFilter(filter, transaction);
      }
    });
  }

  async remove(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const filter = await this.get(id, actor, transaction);
      await transaction.delete(FilterEntity, { id: filter.id });
      await noteFilter(filter, transaction);
    });
  }

  async removeAllOf(userId: string, transaction: EntityManager): Promise<void> {
    await transaction.delete(FilterEntity, { userId });
  }
}

const noteFilter = ({ id, userId }: FilterEntity, transaction: EntityManager): Promise<void> =>
  note(transaction, 'saved_filter', { scopeId: userId, id });

const isOrder = (order: number): boolean => Number.isInteger(order) && order >= 0 && order <= lastPlace;
