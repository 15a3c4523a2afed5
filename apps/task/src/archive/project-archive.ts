import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { Activities } from '../activity/activities.js';
import { MemberRepository } from '../account/member.repository.js';
import { refuseStale } from '../list/if-match.js';
import { downFrom } from '../list/tree.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { ProjectPages } from '../project/project-pages.js';
import { ProjectRepository, subjectOf } from '../project/project.repository.js';
import { note } from '../sync/changes.js';

/** Projects that are put away. */
@Injectable()
export class ProjectArchive {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly members: MemberRepository,
    private readonly projects: ProjectRepository,
    private readonly activities: Activities,
    private readonly pages: ProjectPages,
  ) {}

  list(query: PageQuery, actor: Actor): Promise<Page<ProjectEntity>> {
    return this.pages.read({ archived: true }, query, actor);
  }

  async count(actor: Actor): Promise<number> {
    return (await this.access.rows('project.id', actor, 'project.archived_at IS NOT NULL')).length;
  }

  /** Puts a project away, and all under it. `project.inbox_fixed` for the Inbox. */
  archive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date): Promise<ProjectEntity> {
    return this.change(id, ifMatch, actor, async (project, transaction) => {
      project.refuseForInbox();
      const { ids } = await downFrom('project', project.id, transaction);
      const active = await transaction.find(ProjectEntity, {
        where: { id: In(ids), archivedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      for (const each of active) each.archive(at, at);
      if (active.length > 0) await transaction.upsert(ProjectEntity, active, ['id']);
      await this.note('archived', active, actor, transaction);
      return active.find((each) => each.id === project.id) ?? project;
    });
  }

  /** Brings a project back, alone, and last among its siblings. */
  unarchive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date): Promise<ProjectEntity> {
    return this.change(id, ifMatch, actor, async (project, transaction) => {
      if (!project.archivedAt) return project;
      const parent =
        project.parentId === null ? null : await transaction.findOneBy(ProjectEntity, { id: project.parentId });
      if (parent?.archivedAt) project.parentId = null;
      project.position = await this.projects.lastPosition(project, transaction);
      project.archive(null, at);
      await transaction.update(ProjectEntity, { id: project.id }, project);
      await this.note('unarchived', [project], actor, transaction);
      return project;
    });
  }

  /**
   * Brings projects back to where they were, for who undoes under the lock of the person; `project.parent` (invalid) where what
   * they were under was put away since.
   */
  async putBack(ids: string[], actor: Actor, transaction: EntityManager): Promise<void> {
    const projects: ProjectEntity[] = [];
    for (const id of ids.toSorted()) projects.push(await this.access.lock(id, actor, transaction));
    for (const project of projects) project.archive(null, new Date());
    await transaction.upsert(ProjectEntity, projects, ['id']);
    const parents = projects.flatMap(({ parentId }) => parentId ?? []);
    const isUnderWhatIsAway = await transaction.existsBy(ProjectEntity, { id: In(parents), archivedAt: Not(IsNull()) });
    if (isUnderWhatIsAway) throw invalid('project.parent', 'parent_id', 'a project that is not put away');
    await this.note('unarchived', projects, actor, transaction);
  }

  /** Under the lock of the person too, which keeps trees of projects as they are. */
  private change(
    id: string,
    ifMatch: string[] | undefined,
    actor: Actor,
    work: (project: ProjectEntity, transaction: EntityManager) => Promise<ProjectEntity>,
  ): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction);
      refuseStale('project', project, ifMatch);
      return work(project, transaction);
    });
  }

  private async note(
    event: 'archived' | 'unarchived',
    projects: ProjectEntity[],
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const changes = projects.map(({ id }) => ({ scopeId: id, id }));
    await note(transaction, 'project', changes);
    const activities = projects.map((project) => ({ event, ...subjectOf(project) }));
    await Promise.all(activities.map((activity) => this.activities.note(activity, actor, transaction)));
  }
}
