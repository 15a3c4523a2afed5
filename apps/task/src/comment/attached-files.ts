import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { commentDeleted } from '#contracts/events.js';
import { bytesToId } from '#database/id.js';
import { Outbox } from '#messaging/outbox.js';

interface Row {
  id: Buffer;
  file_id: Buffer;
  version: number;
}

/** Reports that comments in the trash are about to go for good, where they carry files: their files are freed. */
@Injectable()
export class AttachedFiles {
  constructor(private readonly outbox: Outbox) {}

  /** The caller holds the locks of these items of the trash. */
  async freeInTrash(trashIds: Buffer[], transaction: EntityManager): Promise<void> {
    const rows = await transaction.query<Row[]>(
      'SELECT id, file_id, version FROM trashed_comment WHERE file_id IS NOT NULL AND trash_id IN (?)',
      [trashIds],
    );
    const reports = rows.map(({ id: bytes, file_id, version }) => {
      const id = bytesToId(bytes);
      const data = { id, file_id: bytesToId(file_id) };
      return this.outbox.record(transaction, commentDeleted, { id, version: version + 1 }, data);
    });
    await Promise.all(reports);
  }
}
