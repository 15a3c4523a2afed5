import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid, notFound } from '#contracts/failure.js';
import { idToBytes, knownId, newId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import type { CheckedThing } from './check-thing.js';

/** Things of one transfer. */
export const mostThings = 100_000;
/** Transfers that one round of sweeping removes. */
const batch = 20;

/** Keeps what is on its way, page by page, for an hour. */
@Injectable()
export class TransferRepository {
  constructor(private readonly transactions: Transactions) {}

  async begin(actor: Actor): Promise<string> {
    const id = newId();
    await statement(
      this.transactions.manager,
      'INSERT INTO transfer (id, user_id, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))',
      [idToBytes(id), idToBytes(actor.user_id)],
    );
    return id;
  }

  /** `transfer.not_found` unless it is the actor's; `transfer.too_many` when more come than are taken. */
  async put(id: string, number: number, things: object[], actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const known = await this.lock(id, actor, transaction);
      if (known.things + things.length > mostThings) {
        throw invalid('transfer.too_many', 'file', `at most ${mostThings} things`);
      }
      await statement(transaction, 'UPDATE transfer SET things = things + ? WHERE id = ?', [things.length, known.id]);
      await this.write(id, number, things, transaction);
    });
  }

  /** The things on one page; none where there is no such page. */
  async page<T = CheckedThing>(id: string, number: number, manager = this.transactions.manager): Promise<T[]> {
    const [row] = await statement<{ things: string }[]>(
      manager,
      'SELECT things FROM transfer_page WHERE transfer_id = ? AND number = ?',
      [idToBytes(id), number],
    );
    return row ? (JSON.parse(row.things) as T[]) : [];
  }

  /** `transfer.not_found` unless it is the actor's. */
  async get(id: string, actor: Actor): Promise<string> {
    const known = knownId(id, 'transfer');
    const sql = 'SELECT id FROM transfer WHERE id = ? AND user_id = ?';
    const rows = await statement<unknown[]>(this.transactions.manager, sql, [
      idToBytes(known),
      idToBytes(actor.user_id),
    ]);
    if (rows.length === 0) throw notFound('transfer');
    return known;
  }

  /** Takes the lock of a transfer, so that it is applied once and nothing is put into it meanwhile. */
  async lock(id: string, actor: Actor, transaction: EntityManager): Promise<{ id: Buffer; things: number }> {
    const known = idToBytes(knownId(id, 'transfer'));
    const [row] = await statement<{ things: number }[]>(
      transaction,
      'SELECT things FROM transfer WHERE id = ? AND user_id = ? FOR UPDATE',
      [known, idToBytes(actor.user_id)],
    );
    if (!row) throw notFound('transfer');
    return { id: known, things: row.things };
  }

  async remove(id: string, actor: Actor, manager = this.transactions.manager): Promise<void> {
    await statement(manager, 'DELETE FROM transfer WHERE id = ? AND user_id = ?', [
      idToBytes(knownId(id, 'transfer')),
      idToBytes(actor.user_id),
    ]);
  }

  async removeAllOf(userId: string, transaction: EntityManager): Promise<void> {
    await statement(transaction, 'DELETE FROM transfer WHERE user_id = ?', [idToBytes(userId)]);
  }

  /** Removes some of those that nobody has finished, and answers how many. */
  async sweep(): Promise<number> {
    const { affectedRows } = await statement<{ affectedRows: number }>(
      this.transactions.manager,
      'DELETE FROM transfer WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR LIMIT ?',
      [batch],
    );
    return affectedRows;
  }

  /** Writes a page of a transfer that the caller has begun, or holds the lock of. */
  async write(id: string, number: number, things: object[], manager: EntityManager): Promise<void> {
    const sql = 'INSERT INTO transfer_page (transfer_id, number, things) VALUES (?, ?, ?)';
    await statement(manager, sql, [idToBytes(id), number, JSON.stringify(things)]);
  }
}
