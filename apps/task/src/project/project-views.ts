import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Project } from '#contracts/project.contract.js';
import type { GivenRole } from '#contracts/roles.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import type { ProjectEntity, Standing } from './project.entity.js';

interface Row {
  project_id: Buffer;
  role: GivenRole | null;
  is_favorite: unknown;
}

/** Projects as somebody sees them: with their own role, and whether others take part. */
@Injectable()
export class ProjectViews {
  constructor(private readonly transactions: Transactions) {}

  async of(projects: ProjectEntity[], actor: Actor): Promise<Project[]> {
    const shared = await this.standings(projects, actor);
    return projects.map((project) => project.toView(shared.get(project.id)));
  }

  async one(project: ProjectEntity, actor: Actor): Promise<Project> {
    return (await this.of([project], actor))[0];
  }

  /** Of those that have members besides their owner. */
  private async standings(projects: ProjectEntity[], actor: Actor): Promise<Map<string, Standing>> {
    if (projects.length === 0) return new Map();
    const rows = await statement<Row[]>(
      this.transactions.manager,
      `SELECT project_id, MAX(IF(user_id = ?, role, NULL)) AS role, MAX(IF(user_id = ?, is_favorite, NULL)) AS is_favorite
       FROM project_member WHERE project_id IN (?) GROUP BY project_id`,
      [idToBytes(actor.user_id), idToBytes(actor.user_id), projects.map(({ id }) => idToBytes(id))],
    );
    return new Map(
      rows.map(({ project_id, role, is_favorite }) => [
        bytesToId(project_id),
        role ? { role, isShared: true, isFavorite: Number(is_favorite) === 1 } : { role: 'owner', isShared: true },
      ]),
    );
  }
}
