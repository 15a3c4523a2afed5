import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import type { ProjectChange } from '#contracts/project.contract.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { AttachedFiles } from '../comment/attached-files.js';
import { readPage } from '../list/page.js';
import { positionAmong } from '../list/position.js';
import { downFrom, mostLevels, upFrom } from '../list/tree.js';
import type { Permission } from '../sharing/permissions.js';
import { TaskEntity } from '../task/task.entity.js';
import { ProjectAccess } from './project-access.js';
import { ProjectEntity } from './project.entity.js';

@Injectable()
export class ProjectRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly members: MemberRepository,
    private readonly files: AttachedFiles,
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
      const parent = parentId == null ? null : await this.access.lock(parentId, actor, transaction, 'own');
      if (parent) await refuseTooDeep(parent.id, transaction);
      project.parentId = parent?.id ?? null;
      const siblings = {
        table: 'project' as const,
        where: 'user_id = ? AND parent_id <=> ?',
        parameters: [idToBytes(project.userId), parent && idToBytes(parent.id)],
      };
      project.position = await positionAmong(siblings, null, transaction);
      await transaction.insert(ProjectEntity, project);
      return project;
    });
  }

  /** Whether it is a favorite is each one's own affair, and takes no more than to see it. */
  update(id: string, actor: Actor, { is_favorite, ...change }: ProjectChange, at: Date): Promise<ProjectEntity> {
    const changesIt = Object.values(change).some((value) => value !== undefined);
    return this.transactions.run(async (transaction) => {
      const work = (project: ProjectEntity): void => {
        if (project.userId === actor.user_id) project.change({ ...change, is_favorite }, at);
        else if (changesIt) project.change(change, at);
      };
      const project = await this.change(id, actor, work, changesIt ? 'manage' : 'see');
      if (project.userId !== actor.user_id && is_favorite !== undefined) {
        await favor(project.id, actor, is_favorite, transaction);
      }
      return project;
    });
  }

  change(
    id: string,
    actor: Actor,
    work: (project: ProjectEntity) => void,
    permission: Permission = 'manage',
  ): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      const project = await this.access.lock(id, actor, transaction, permission);
      work(project);
      await transaction.update(ProjectEntity, { id: project.id }, project);
      return project;
    });
  }

  /** Deletes a project with everything in it and under it. */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction, 'own');
      project.refuseForInbox();
      const { ids } = await downFrom('project', project.id, transaction);
      await transaction.find(ProjectEntity, { where: { id: In(ids) }, lock: { mode: 'pessimistic_write' } });
      await this.files.freeInProjects(ids, transaction);
      await this.deleteAll(ids, transaction);
    });
  }

  /**
   * Deletes all that a person owned, the Inbox included. The person's files go with the account. The caller holds the person's lock,
   * and with the projects' nothing is added to any of them in between.
   */
  async removeAllOf(userId: string, transaction: EntityManager): Promise<void> {
    const projects = await transaction.find(ProjectEntity, {
      select: { id: true },
      where: { userId },
      lock: { mode: 'pessimistic_write' },
    });
    const ids = projects.map(({ id }) => id);
    if (ids.length > 0) await this.files.freeOfOthers(userId, ids, transaction);
    await this.deleteAll(ids, transaction);
  }

  private async deleteAll(ids: string[], transaction: EntityManager): Promise<void> {
    // tasks first: a cascade that meets subtasks a few levels deep is too much for MySQL 9.7 (error 6575)
    await transaction.delete(TaskEntity, { projectId: In(ids) });
    await transaction.delete(ProjectEntity, { id: In(ids) });
  }
}

async function favor(projectId: string, actor: Actor, isFavorite: boolean, transaction: EntityManager): Promise<void> {
  await transaction.query('UPDATE project_member SET is_favorite = ? WHERE project_id = ? AND user_id = ?', [
    isFavorite,
    idToBytes(projectId),
    idToBytes(actor.user_id),
  ]);
}

async function refuseTooDeep(parentId: string, transaction: EntityManager): Promise<void> {
  const { depth } = await upFrom('project', parentId, transaction);
  if (depth + 2 > mostLevels)
    throw invalid('project.too_deep', 'parent_id', `at most ${mostLevels} levels of projects`);
}
