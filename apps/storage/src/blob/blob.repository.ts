import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '#database/begin.js';
import { Transactions } from '#database/transactions.js';
import { BlobStore } from './blob.store.js';

const batch = 100;

/**
 * Which content is on disk. A row is written before its bytes are put in place and goes after they are gone, so a crash
 * leaves no bytes that nobody knows of. Whoever puts bytes in place or takes them away holds the lock of their row, so
 * that neither happens while the other does.
 */
@Injectable()
export class BlobRepository {
  private readonly logger = new Logger(BlobRepository.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: BlobStore,
  ) {}

  /** Announces content that is about to be put in place. */
  async announce(hash: Buffer): Promise<void> {
    const announcement = 'INSERT IGNORE INTO blob_content (hash, unused_since) VALUES (?, UTC_TIMESTAMP(3))';
    await this.transactions.run((transaction) => transaction.query(announcement, [hash]));
  }

  /** Takes the locks of these rows, always in the same order; answers how many there are. */
  async lock(hashes: Buffer[], transaction: EntityManager): Promise<number> {
    if (hashes.length === 0) return 0;
    const rows = await transaction.query<unknown[]>(
      'SELECT hash FROM blob_content WHERE hash IN (?) ORDER BY hash FOR UPDATE',
      [hashes],
    );
    return rows.length;
  }

  async markUsed(hash: Buffer, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE blob_content SET unused_since = NULL WHERE hash = ?', [hash]);
  }

  /** To be called under their lock: content that no file has any longer is taken off the disk after the commit. */
  async markUnused(hashes: Buffer[], transaction: EntityManager): Promise<void> {
    if (hashes.length === 0) return;
    await transaction.query(
      `UPDATE blob_content SET unused_since = UTC_TIMESTAMP(3)
       WHERE hash IN (?) AND NOT EXISTS (SELECT 1 FROM file WHERE file.hash = blob_content.hash)`,
      [hashes],
    );
    afterCommit(transaction, () => {
      this.removeNow(hashes).catch((error: Error) =>
        this.logger.warn(`Unused content stays on disk until it is swept: ${error.message}`),
      );
    });
  }

  /** Takes content off the disk that has been of no use for this many seconds; answers how much, at most one batch. */
  sweep(seconds: number): Promise<number> {
    return this.removeUnused('unused_since < UTC_TIMESTAMP(3) - INTERVAL ? SECOND', seconds);
  }

  private async removeNow(hashes: Buffer[]): Promise<void> {
    for (let done = 0; done < hashes.length; done += batch) {
      await this.removeUnused('hash IN (?)', hashes.slice(done, done + batch));
    }
  }

  private removeUnused(which: string, parameter: unknown): Promise<number> {
    return this.transactions.run(async (transaction) => {
      const rows = await transaction.query<{ hash: Buffer }[]>(
        `SELECT hash FROM blob_content WHERE unused_since IS NOT NULL AND ${which} LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
        [parameter],
      );
      for (const { hash } of rows) await this.store.remove(hash);
      if (rows.length > 0) {
        await transaction.query('DELETE FROM blob_content WHERE hash IN (?)', [rows.map(({ hash }) => hash)]);
      }
      return rows.length;
    });
  }
}
