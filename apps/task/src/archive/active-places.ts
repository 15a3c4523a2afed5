import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';

interface Away {
  id: Buffer;
  isProject: unknown;
}

/** Keeps what is in archived projects and sections out of lists of tasks that do not name the place that they look into. */
@Injectable()
export class ActivePlaces {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
  ) {}

  /** Conditions in SQL on `task`: none where nothing is archived, so that the lists of most people are read from an index alone. */
  async conditions({ project_id, section_id, parent_id }: TaskTarget, actor: Actor): Promise<Condition[]> {
    if (section_id != null || parent_id != null) return [];
    const away = project_id == null ? await this.awayFor(actor) : await this.awayIn(project_id);
    const projects = away.filter(({ isProject }) => Number(isProject) === 1);
    const sections = away.filter(({ isProject }) => Number(isProject) === 0);
    const conditions: Condition[] = [];
    if (projects.length > 0) conditions.push(['task.project_id NOT IN (?)', projects.map(({ id }) => id)]);
    if (sections.length > 0) {
      const ids = sections.map(({ id }) => id);
      conditions.push(['task.id NOT IN (SELECT away.id FROM task away WHERE away.section_id IN (?))', ids]);
    }
    return conditions;
  }

  /** The condition for `section` to be in a project that is not archived. */
  static readonly ofSections = '(SELECT away.archived_at FROM project away WHERE away.id = section.project_id) IS NULL';

  private awayIn(projectId: string): Promise<Away[]> {
    return statement<Away[]>(
      this.transactions.manager,
      'SELECT id, 0 AS isProject FROM section WHERE project_id = ? AND archived_at IS NOT NULL',
      [idToBytes(projectId)],
    );
  }

  private awayFor(actor: Actor): Promise<Away[]> {
    const [inProjects, ...projects] = this.projects.visible('project.id', actor);
    const [inSections, ...sections] = this.projects.visible('section.project_id', actor);
    return statement<Away[]>(
      this.transactions.manager,
      `SELECT id, 1 AS isProject FROM project WHERE ${inProjects} AND archived_at IS NOT NULL
       UNION ALL SELECT id, 0 AS isProject FROM section WHERE ${inSections} AND archived_at IS NOT NULL`,
      [...projects, ...sections],
    );
  }
}
