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

/**
 * Reports that comments are about to go along with what they are on, where they carry files: their files are freed. The
 * caller holds the lock of every project concerned, so that no comment comes in between.
 */
@Injectable()
export class AttachedFiles {
  constructor(private readonly outbox: Outbox) {}

  freeOnTasks(ids: string[], transaction: EntityManager): Promise<void> {
    return this.free('task_id IN (?)', [ids.map(idToBytes)], transaction);
  }

  freeInSection(id: string, transaction: EntityManager): Promise<void> {
    return this.free('task_id IN (SELECT id FROM task WHERE section_id = ?)', [idToBytes(id)], transaction);
  }

  freeInProjects(ids: string[], transaction: EntityManager): Promise<void> {
    const projects = ids.map(idToBytes);
    const where = 'project_id IN (?) OR task_id IN (SELECT id FROM task WHERE project_id IN (?))';
    return this.free(where, [projects, projects], transaction);
  }

  /** Those that somebody else than the owner hung up in some projects. */
  freeOfOthers(ownerId: string, ids: string[], transaction: EntityManager): Promise<void> {
    const projects = ids.map(idToBytes);
    const where = 'posted_uid <> ? AND (project_id IN (?) OR task_id IN (SELECT id FROM task WHERE project_id IN (?)))';
    return this.free(where, [idToBytes(ownerId), projects, projects], transaction);
  }

  private async free(where: string, parameters: unknown[], transaction: EntityManager): Promise<void> {
    const rows = await transaction.query<Row[]>(
      `SELECT id, file_id, version FROM comment WHERE file_id IS NOT NULL AND (${where})`,
      parameters,
    );
    for (const { id: bytes, file_id, version } of rows) {
      const id = bytesToId(bytes);
      await this.outbox.record(
        transaction,
        commentDeleted,
        { id, version: version + 1 },
        { id, file_id: bytesToId(file_id) },
      );
    }
  }
}
