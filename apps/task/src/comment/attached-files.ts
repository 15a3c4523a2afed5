import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { commentDeleted } from '#contracts/events.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { Outbox } from '#messaging/outbox.js';

interface Row {
  id: Buffer;
  file_id: Buffer;
  version: number;
}

/** Reports that comments are about to go for good, where they carry files: their files are freed. */
@Injectable()
export class AttachedFiles {
  constructor(private readonly outbox: Outbox) {}

  /** Those in these items of the trash, whose locks the caller holds. */
  freeInTrash(trashIds: Buffer[], transaction: EntityManager): Promise<void> {
    return this.free('trashed_comment', 'trash_id IN (?)', [trashIds], transaction);
  }

  /** Those that somebody else than the owner hung up in some projects. */
  freeOfOthers(ownerId: string, ids: string[], transaction: EntityManager): Promise<void> {
    const projects = ids.map(idToBytes);
    const where = 'posted_uid <> ? AND (project_id IN (?) OR task_id IN (SELECT id FROM task WHERE project_id IN (?)))';
    return this.free('comment', where, [idToBytes(ownerId), projects, projects], transaction);
  }

  /** Those that somebody else than the owner hung up in what the owner has in the trash. */
  freeOfOthersInTrash(ownerId: string, transaction: EntityManager): Promise<void> {
    const owner = idToBytes(ownerId);
    const where = 'posted_uid <> ? AND trash_id IN (SELECT id FROM trash WHERE owner_id = ?)';
    return this.free('trashed_comment', where, [owner, owner], transaction);
  }

  private async free(
    table: 'comment' | 'trashed_comment',
    where: string,
    parameters: unknown[],
    transaction: EntityManager,
  ): Promise<void> {
    const rows = await transaction.query<Row[]>(
      `SELECT id, file_id, version FROM ${table} WHERE file_id IS NOT NULL AND (${where})`,
      parameters,
    );
    const reports = rows.map(({ id: bytes, file_id, version }) => {
      const id = bytesToId(bytes);
      const data = { id, file_id: bytesToId(file_id) };
      return this.outbox.record(transaction, commentDeleted, { id, version: version + 1 }, data);
    });
    await Promise.all(reports);
  }
}
