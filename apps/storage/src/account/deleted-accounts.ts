import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notFound } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';

/** Tombstones: accounts that are no more, for which nothing is taken again. A deletion is final, so it needs no version. */
@Injectable()
export class DeletedAccounts {
  /** To be called before what is there of the account is removed. */
  async bury(id: string, transaction: EntityManager): Promise<void> {
    await transaction.query('INSERT IGNORE INTO deleted_account (id, deleted_at) VALUES (?, UTC_TIMESTAMP(3))', [
      idToBytes(id),
    ]);
  }

  /**
   * `account.not_found` for an account that is deleted. To be called after what it is about was written: of this and a
   * purge at the same moment, each of which writes before it reads, the second one sees the first.
   */
  async refuse(id: string, transaction: EntityManager): Promise<void> {
    const rows = await transaction.query<unknown[]>('SELECT 1 FROM deleted_account WHERE id = ? LOCK IN SHARE MODE', [
      idToBytes(id),
    ]);
    if (rows.length > 0) throw notFound('account');
  }
}
