import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, invalid, notFound } from '#contracts/failure.js';
import { idToBytes, isId, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { DeletedAccounts } from '../account/deleted-accounts.js';
import { BlobRepository } from '../blob/blob.repository.js';
import { type Arrival, BlobStore } from '../blob/blob.store.js';
import { FileEntity, type FinishedFile } from './file.entity.js';
import type { Dimensions } from './picture.js';

/** Uploads that are looked at in one round of the sweep. */
const batch = 100;

@Injectable()
export class FileRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly blobs: BlobRepository,
    private readonly store: BlobStore,
    private readonly deletedAccounts: DeletedAccounts,
  ) {}

  /** `account.not_found` when its owner is no more. */
  async add(file: FileEntity): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await transaction.insert(FileEntity, file);
      await this.deletedAccounts.refuse(file.ownerId, transaction);
    });
  }

  /** A finished file of anybody's. */
  async get(id: string): Promise<FinishedFile> {
    const file = await this.transactions.manager.findOneBy(FileEntity, { id: knownId(id, 'file') });
    if (!file?.isFinished()) throw notFound('file');
    return file;
  }

  /** A finished file of the actor's own. */
  async getOwned(id: string, actor: Actor): Promise<FinishedFile> {
    const file = await this.get(id);
    if (file.ownerId !== actor.user_id) throw notFound('file');
    return file;
  }

  /** At most `limit` finished files of somebody's, the oldest first, from after the one with this id. `page.cursor_invalid` (invalid). */
  async listOwned(ownerId: string, after: string | undefined, limit: number): Promise<FinishedFile[]> {
    if (after !== undefined && !isId(after))
      throw invalid('page.cursor_invalid', 'cursor', 'the next_cursor of a page');
    const files = await this.transactions.manager.find(FileEntity, {
      where: { ownerId, hash: Not(IsNull()), ...(after === undefined ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
    return files.filter((file) => file.isFinished());
  }

  /** A file that was announced by its owner and has no bytes yet; `file.finished` (conflict) when it has. */
  async getAwaited(id: string, actor: Actor, manager: EntityManager = this.transactions.manager): Promise<FileEntity> {
    const lock = manager.queryRunner ? ({ mode: 'pessimistic_write' } as const) : undefined;
    const file = await manager.findOne(FileEntity, {
      where: { id: knownId(id, 'file'), ownerId: actor.user_id },
      lock,
    });
    if (!file) throw notFound('file');
    if (file.isFinished()) throw new Failure('conflict', 'file.finished', 'This file has been uploaded before.');
    return file;
  }

  /** Gives an announced file its bytes: they are in place if and only if this commits. */
  async finish(id: string, actor: Actor, arrival: Arrival, dimensions?: Dimensions): Promise<FinishedFile> {
    let finished: FinishedFile | undefined;
    while (!finished) {
      await this.blobs.announce(arrival.hash);
      finished = await this.transactions.run(async (transaction) => {
        if ((await this.blobs.lock([arrival.hash], transaction)) === 0) return undefined;
        const file = await this.getAwaited(id, actor, transaction);
        await this.store.keep(arrival);
        await this.blobs.markUsed(arrival.hash, transaction);
        return transaction.save(file.finish(arrival, dimensions, new Date()));
      });
    }
    return finished;
  }

  /** Frees a file of the actor's own; answers whether there was one. */
  async removeOwned(id: string, actor: Actor): Promise<boolean> {
    const which = [idToBytes(knownId(id, 'file')), idToBytes(actor.user_id)];
    const removed = await this.transactions.run((transaction) =>
      this.remove('id = ? AND owner_id = ? FOR UPDATE', which, transaction),
    );
    return removed === 1;
  }

  /** Frees everything that somebody has, announced or finished. */
  async removeAllOf(ownerId: string, transaction: EntityManager): Promise<void> {
    await this.remove('owner_id = ? FOR UPDATE', [idToBytes(ownerId)], transaction);
  }

  /** A comment carries the file since a version of its, unless a later one is known not to: events may arrive in either order. */
  async addReference(id: string, commentId: string, version: number, transaction: EntityManager): Promise<void> {
    const key = idToBytes(id);
    if (!(await isThere(key, transaction))) return;
    await refer(key, commentId, { version, removed: false }, transaction);
    await transaction.query('UPDATE file SET carried = TRUE WHERE id = ?', [key]);
  }

  /** Since a version of its a comment is gone or carries something else, and with the last one goes the file. */
  async removeReference(id: string, commentId: string, version: number, transaction: EntityManager): Promise<void> {
    const key = idToBytes(id);
    if (!(await isThere(key, transaction))) return;
    await refer(key, commentId, { version, removed: true }, transaction);
    const unused = 'NOT EXISTS (SELECT 1 FROM file_reference WHERE file_id = file.id AND NOT removed)';
    await this.remove(`id = ? AND ${unused}`, [key], transaction);
  }

  /** Frees what was announced this many seconds ago and hangs on no comment; answers how many, at most one batch. */
  sweep(seconds: number): Promise<number> {
    return this.transactions.run((transaction) =>
      this.remove(
        `NOT carried AND prepared_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
         AND NOT EXISTS (SELECT 1 FROM file_reference WHERE file_id = file.id)
         LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
        [seconds],
        transaction,
      ),
    );
  }

  /** `which` has to lock the files, so that none of them gets its bytes in between. */
  private async remove(which: string, parameters: unknown[], transaction: EntityManager): Promise<number> {
    const rows = await transaction.query<{ id: Buffer; hash: Buffer | null }[]>(
      `SELECT id, hash FROM file WHERE ${which}`,
      parameters,
    );
    if (rows.length === 0) return 0;
    const hashes = rows.flatMap(({ hash }) => hash ?? []);
    await this.blobs.lock(hashes, transaction);
    await transaction.query('DELETE FROM file WHERE id IN (?)', [rows.map(({ id }) => id)]);
    await this.blobs.markUnused(hashes, transaction);
    return rows.length;
  }
}

/** Notes whether a comment carries a file, unless something newer is known. */
async function refer(
  file: Buffer,
  commentId: string,
  { version, removed }: { version: number; removed: boolean },
  transaction: EntityManager,
): Promise<void> {
  await transaction.query(
    `INSERT INTO file_reference (file_id, comment_id, version, removed) VALUES (?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE removed = IF(version < ?, ?, removed), version = GREATEST(version, ?)`,
    [file, idToBytes(commentId), version, removed, version, removed, version],
  );
}

/** Whether there is a file, which is locked then. */
async function isThere(id: Buffer, transaction: EntityManager): Promise<boolean> {
  return (await transaction.query<unknown[]>('SELECT id FROM file WHERE id = ? FOR UPDATE', [id])).length > 0;
}
