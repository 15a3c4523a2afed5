import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import type { Restored } from '#contracts/trash.contract.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { Activities } from '../activity/activities.js';
import { AttachedFiles } from '../comment/attached-files.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import type { Condition } from '../project/project-access.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import type { Permission } from '../sharing/permissions.js';
import { TaskEntity } from '../task/task.entity.js';
import { type Destination, Restoration } from './restoration.js';
import { TrashAccess } from './trash-access.js';
import { TrashBin } from './trash-bin.js';
import { TrashedRelations } from './trashed-relations.js';
import { contentsOf, type TrashRow } from './trash-row.js';

/** Items that the sweep removes in one transaction. */
const batch = 20;

/** What was deleted, for those who could delete it. */
@Injectable()
export class TrashRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TrashAccess,
    private readonly restoration: Restoration,
    private readonly bin: TrashBin,
    private readonly relations: TrashedRelations,
    private readonly files: AttachedFiles,
    private readonly reminders: ReminderAims,
    private readonly activities: Activities,
  ) {}

  /** Newest first. */
  async list({ cursor, limit = usualLimit }: PageQuery, actor: Actor): Promise<Page<TrashRow>> {
    const conditions: Condition[] = [['TRUE']];
    if (cursor != null) {
      const [moment, id] = readCursor(cursor);
      conditions.push(['(trash.deleted_at, trash.id) < (?, ?)', new Date(moment), idToBytes(id)]);
    }
    const rows = await this.read(conditions, limit + 1, actor, this.transactions.manager);
    return cutPage(rows, limit, ({ deleted_at, id }) => [deleted_at.getTime(), bytesToId(id)]);
  }

  /** Puts something back with everything that belonged to it. */
  restore(id: string, actor: Actor): Promise<Restored> {
    return this.transactions.run(async (transaction) => {
      const item = await this.hold(id, actor, transaction);
      const place = await this.restoration.settle(item, actor, transaction);
      await lock(item.id, transaction);
      await this.restoration.place(item, place, transaction);
      const reminded = await forgetAims(item.id, transaction);
      const leading = await this.relations.settle(item.id, transaction);
      await this.bin.takeOut(item.kind, bytesToId(item.id), transaction);
      await this.relations.breakCircles(leading, transaction);
      await this.follow(reminded, transaction);
      const { projectId: project_id, sectionId: section_id, parentId: parent_id } = place;
      await this.noteRestored(item, place, actor, transaction);
      return { id: bytesToId(item.id), kind: item.kind, project_id, section_id, parent_id, ...contentsOf(item) };
    });
  }

  /** Removes one thing for good, which takes a manager: nobody else could bring it back then. */
  async purge(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const item = await this.hold(id, actor, transaction, 'manage');
      await lock(item.id, transaction);
      await this.removeAll([item.id], transaction);
    });
  }

  /** Removes for good whatever belonged to the actor's own projects. */
  async empty({ user_id }: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const sql = 'SELECT id FROM trash WHERE owner_id = ? FOR UPDATE';
      await this.removeAll(idsOf(await transaction.query(sql, [idToBytes(user_id)])), transaction);
    });
  }

  /** Removes some of what was deleted that many days ago; answers how many. What another replica is removing is left to it. */
  purgeOlderThan(days: number): Promise<number> {
    return this.transactions.run(async (transaction) => {
      const ids = idsOf(
        await transaction.query(
          `SELECT id FROM trash WHERE deleted_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY
           ORDER BY deleted_at LIMIT ? FOR UPDATE SKIP LOCKED`,
          [days, batch],
        ),
      );
      await this.removeAll(ids, transaction);
      return ids.length;
    });
  }

  /** Removes all that a person owned, and answers which projects it had belonged to. The person's files go with the account. */
  async removeAllOf(userId: string, transaction: EntityManager): Promise<string[]> {
    const owner = idToBytes(userId);
    const rows = await transaction.query<{ id: Buffer }[]>(
      `SELECT project_id AS id FROM trash WHERE owner_id = ? AND project_id IS NOT NULL
       UNION
       SELECT trashed_project.id FROM trash STRAIGHT_JOIN trashed_project ON trash_id = trash.id WHERE trash.owner_id = ?`,
      [owner, owner],
    );
    await this.files.freeOfOthersInTrash(userId, transaction);
    await transaction.query('DELETE FROM trash WHERE owner_id = ?', [owner]);
    return idsOf(rows).map(bytesToId);
  }

  /** Has the reminders that came back follow their tasks: a moment that passed in the trash does not fire. */
  private async follow(taskIds: string[], transaction: EntityManager): Promise<void> {
    if (taskIds.length === 0) return;
    await this.reminders.follow(await transaction.findBy(TaskEntity, { id: In(taskIds) }), transaction);
  }

  private async noteRestored(
    { id, kind, name }: TrashRow,
    { projectId, parentId }: Destination,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const subject = {
      kind,
      id: bytesToId(id),
      projectId: projectId ?? actor.user_id,
      taskId: kind === 'project' ? null : parentId,
      name,
    };
    await this.activities.note({ event: 'restored', ...subject, at: new Date() }, actor, transaction);
  }

  private async removeAll(ids: Buffer[], transaction: EntityManager): Promise<void> {
    if (ids.length === 0) return;
    await this.files.freeInTrash(ids, transaction);
    await transaction.query(
      `DELETE activity FROM trashed_project STRAIGHT_JOIN activity ON activity.project_id = trashed_project.id
       WHERE trashed_project.trash_id IN (?)`,
      [ids],
    );
    await transaction.query('DELETE FROM trash WHERE id IN (?)', [ids]);
  }

  /** Finds an item and takes the lock under which it may be touched. */
  private async hold(id: string, actor: Actor, transaction: EntityManager, permission?: Permission): Promise<TrashRow> {
    const wanted: Condition = ['trash.id = ?', idToBytes(knownId(id, 'trash'))];
    const [item] = await this.read([wanted], 1, actor, transaction);
    if (!item) throw notFound('trash');
    await this.access.hold(item, actor, transaction, permission);
    return item;
  }

  private async read(
    conditions: Condition[],
    limit: number,
    actor: Actor,
    manager: EntityManager,
  ): Promise<TrashRow[]> {
    const [restorable, ...viewer] = await this.access.restorable(actor, manager);
    return statement(
      manager,
      `SELECT trash.* FROM (SELECT DISTINCT id FROM (${restorable}) found) mine JOIN trash ON trash.id = mine.id
       WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
       ORDER BY trash.deleted_at DESC, trash.id DESC LIMIT ?`,
      [...viewer, ...conditions.flatMap(([, ...parameters]) => parameters), limit],
    );
  }
}

/** Locks an item; `trash.not_found` when it was restored or removed meanwhile. */
async function lock(id: Buffer, transaction: EntityManager): Promise<void> {
  const rows = await transaction.query<unknown[]>('SELECT id FROM trash WHERE id = ? FOR UPDATE', [id]);
  if (rows.length === 0) throw notFound('trash');
}

/** Has the reminders in an item be for no moment any more, and answers the tasks that they are of. */
async function forgetAims(id: Buffer, transaction: EntityManager): Promise<string[]> {
  const reminded = idsOf(
    await transaction.query('SELECT DISTINCT task_id AS id FROM trashed_reminder WHERE trash_id = ?', [id]),
  );
  if (reminded.length > 0) {
    await transaction.query('UPDATE trashed_reminder SET remind_at = NULL, fires_at = NULL WHERE trash_id = ?', [id]);
  }
  return reminded.map(bytesToId);
}

const idsOf = (rows: { id: Buffer }[]): Buffer[] => rows.map(({ id }) => id);
