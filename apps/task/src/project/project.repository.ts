import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { MemberRepository } from '../account/member.repository.js';
import { readPage } from '../list/page.js';
import { positionAmong, type Siblings } from '../list/position.js';
import { downFrom, mostLevels, upFrom } from '../list/tree.js';
import { TaskEntity } from '../task/task.entity.js';
import { TrashBin } from '../trash/trash-bin.js';
import { ProjectAccess } from './project-access.js';
import { ProjectEntity } from './project.entity.js';

@Injectable()
export class ProjectRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly members: MemberRepository,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
  ) {}

  /** The Inbox comes first, and is opened if that has not happened yet. */
  async list(query: PageQuery, actor: Actor): Promise<Page<ProjectEntity>> {
    if (query.cursor == null) await this.access.get(actor.user_id, actor);
    const projects = this.transactions.manager.createQueryBuilder(ProjectEntity, 'project');
    return readPage(this.access.narrow(projects, actor, 'project.id'), query, { property: 'position' });
  }

  /** Puts it last under its parent, which may be none. */
  add(project: ProjectEntity, parentId: string | null | undefined, actor: Actor): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const parent = parentId == null ? null : await this.access.lock(parentId, actor, transaction);
      if (parent) await refuseTooDeep(parent.id, 0, transaction);
      project.parentId = parent?.id ?? null;
      project.position = await positionAmong(projectsUnder(project.parentId, project.userId), null, transaction);
      await transaction.insert(ProjectEntity, project);
      await this.activities.note({ event: 'added', ...subjectOf(project) }, actor, transaction);
      return project;
    });
  }

  change(id: string, actor: Actor, work: (project: ProjectEntity) => void): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      const project = await this.access.lock(id, actor, transaction);
      const before = snapshot('project', project);
      work(project);
      await transaction.update(ProjectEntity, { id: project.id }, project);
      const change = changeSince(before, 'project', project);
      if (change) await this.activities.note({ event: 'updated', change, ...subjectOf(project) }, actor, transaction);
      return project;
    });
  }

  /** Puts a project into the trash with everything in it and under it. */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction);
      project.refuseForInbox();
      const line = await downFrom('project', project.id, transaction);
      await transaction.find(ProjectEntity, { where: { id: In(line.ids) }, lock: { mode: 'pessimistic_write' } });
      await this.trash.put('project', { ...project, projectId: project.id }, line, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subjectOf(project), at: new Date() }, actor, transaction);
    });
  }

  /**
   * Deletes all that a person owned, the Inbox included, and answers which projects these were. The files go with the account.
   * The caller holds the person's lock, and with the projects' nothing is added to any of them in between.
   */
  async removeAllOf(userId: string, transaction: EntityManager): Promise<string[]> {
    const projects = await transaction.find(ProjectEntity, {
      select: { id: true },
      where: { userId },
      lock: { mode: 'pessimistic_write' },
    });
    const ids = projects.map(({ id }) => id);
    // tasks first: a cascade that meets subtasks a few levels deep is too much for MySQL 9.7 (error 6575)
    await transaction.delete(TaskEntity, { projectId: In(ids) });
    await transaction.delete(ProjectEntity, { id: In(ids) });
    return ids;
  }
}

/** What an activity is about. */
function subjectOf({ id, version, name, updatedAt }: ProjectEntity): Omit<Activity, 'event'> {
  return { kind: 'project', id, version, projectId: id, name, at: updatedAt };
}

/** The projects of a person under one parent, or none, among which each has its position. */
export const projectsUnder = (parentId: string | null, ownerId: string): Siblings => ({
  table: 'project',
  where: 'user_id = ? AND parent_id <=> ?',
  parameters: [idToBytes(ownerId), parentId && idToBytes(parentId)],
});

/** `project.too_deep` when a project with so many levels under it does not fit below the parent. */
export async function refuseTooDeep(parentId: string, levelsBelow: number, transaction: EntityManager): Promise<void> {
  const { depth } = await upFrom('project', parentId, transaction);
  if (depth + 2 + levelsBelow > mostLevels)
    throw invalid('project.too_deep', 'parent_id', `at most ${mostLevels} levels of projects`);
}
