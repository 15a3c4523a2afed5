import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { nameCondition } from '../list/name-search.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import type { Condition } from './project-access.js';
import { ProjectEntity } from './project.entity.js';

interface Place {
  id: Buffer;
  position: unknown;
}

/** Which projects a list has: those that are put away or those that are not, of a name where one is wanted. */
interface Wanted {
  archived: boolean;
  name?: string;
}

/**
 * Pages of the projects that somebody may see, in the order of their positions. The own ones are read from an index in this
 * order, as many as the page holds; of the others there are few.
 */
@Injectable()
export class ProjectPages {
  constructor(private readonly transactions: Transactions) {}

  async read(wanted: Wanted, { cursor, limit = usualLimit }: PageQuery, actor: Actor): Promise<Page<ProjectEntity>> {
    const conditions: Condition[] = [[`project.archived_at IS ${wanted.archived ? 'NOT NULL' : 'NULL'}`]];
    if (wanted.name !== undefined) conditions.push(nameCondition('project.name', wanted.name));
    if (cursor != null) {
      const [position, id] = readCursor(cursor);
      const later = 'project.position >= ? AND (project.position, project.id) > (?, ?)';
      conditions.push([later, position, position, idToBytes(id)]);
    }
    const places = await this.places(conditions, limit + 1, idToBytes(actor.user_id), wanted);
    const { results, next_cursor } = cutPage(places, limit, ({ position, id }) => [Number(position), bytesToId(id)]);
    const ids = results.map(({ id }) => bytesToId(id));
    const found = await this.transactions.manager.findBy(ProjectEntity, { id: In(ids) });
    const byId = new Map(found.map((project) => [project.id, project]));
    return { results: ids.flatMap((id) => byId.get(id) ?? []), next_cursor };
  }

  private places(conditions: Condition[], limit: number, actor: Buffer, { archived }: Wanted): Promise<Place[]> {
    const index = archived ? 'project_active' : 'project_owner';
    const [sql, values] = [conditions.map(([each]) => each).join(' AND '), conditions.flatMap(([, ...each]) => each)];
    const first = `AND ${sql} ORDER BY project.position, project.id LIMIT ?`;
    return statement<Place[]>(
      this.transactions.manager,
      `(SELECT project.id, project.position FROM project FORCE INDEX (${index}) WHERE project.user_id = ? ${first})
       UNION ALL
       (SELECT project.id, project.position FROM project_member JOIN project ON project.id = project_member.project_id
        WHERE project_member.user_id = ? ${first})
       ORDER BY position, id LIMIT ?`,
      [actor, ...values, limit, actor, ...values, limit, limit],
    );
  }
}
