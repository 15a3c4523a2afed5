import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { BulkChange } from '#contracts/bulk.contract.js';
import { bytesToId, idToBytes, isId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { ProjectAccess } from '../project/project-access.js';

/** The id of nothing, for a list that may be empty. */
const nothing = Buffer.alloc(16);

/** Takes the locks of all projects that some changes are about, in the order that everybody takes them in. */
@Injectable()
export class BulkLocks {
  constructor(private readonly projects: ProjectAccess) {}

  async take(changes: BulkChange[], actor: Actor, transaction: EntityManager): Promise<void> {
    const tasks = bytesOf(changes.flatMap(({ id, parent_id }) => [id, parent_id]));
    const sections = bytesOf(changes.map(({ section_id }) => section_id));
    const named = bytesOf(changes.map(({ project_id }) => project_id));
    const rows = await statement<{ id: Buffer }[]>(
      transaction,
      `SELECT project_id AS id FROM task WHERE id IN (?) UNION SELECT project_id FROM section WHERE id IN (?)
       UNION SELECT id FROM project WHERE id IN (?)`,
      [tasks, sections, named],
    );
    for (const id of rows.map(({ id }) => bytesToId(id)).sort()) await this.projects.take(id, actor, transaction);
  }
}

const bytesOf = (ids: (string | null | undefined)[]): Buffer[] => [
  nothing,
  ...ids.flatMap((id) => (id != null && isId(id) ? [idToBytes(id)] : [])),
];
