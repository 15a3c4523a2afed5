import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import type { ProjectChange } from '#contracts/project.contract.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot, type Values } from '../activity/changed.js';
import { MemberRepository } from '../account/member.repository.js';
import { AttachedFiles } from '../comment/attached-files.js';
import { refuseStale } from '../list/if-match.js';
import { positionAmong } from '../list/position.js';
import { downFrom } from '../list/tree.js';
import { note } from '../sync/changes.js';
import { noteGoneProjects } from '../sync/changes-of-tasks.js';
import type { Permission } from '../sharing/permissions.js';
import { TaskEntity } from '../task/task.entity.js';
import { TrashBin } from '../trash/trash-bin.js';
import { ProjectAccess } from './project-access.js';
import { ProjectEntity } from './project.entity.js';
import { ProjectPages } from './project-pages.js';
import { projectsUnder } from './project-tree.js';

@Injectable()
export class ProjectRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly pages: ProjectPages,
    private readonly members: MemberRepository,
    private readonly files: AttachedFiles,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
  ) {}

  /** Active ones, of a name where one is wanted. The Inbox comes first, and is opened if that has not happened yet. */
  async list(query: PageQuery, actor: Actor, name?: string): Promise<Page<ProjectEntity>> {
    if (query.cursor == null) await this.access.get(actor.user_id, actor);
    return this.pages.read({ archived: false, name }, query, actor);
  }

  /** Those of some that the actor may see. */
  findMany(ids: string[], actor: Actor): Promise<ProjectEntity[]> {
    const projects = this.transactions.manager.createQueryBuilder(ProjectEntity, 'project').where({ id: In(ids) });
    return this.access.narrowFew(projects, actor, 'project.id').getMany();
  }

  /** Puts it last under its parent, which may be none. */
  add(project: ProjectEntity, parentId: string | null | undefined, actor: Actor): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      await this.putUnder(parentId, project, actor, transaction);
      await transaction.insert(ProjectEntity, project);
      await this.activities.note({ event: 'added', ...subjectOf(project) }, actor, transaction);
      return project;
    });
  }

  /**
   * Puts a project, with those under it, last under another one or at the top. `project.cycle` when that is one of them.
   */
  async move(id: string, parentId: string | null | undefined, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction, 'own');
      project.refuseForInbox();
      const { ids } = await downFrom('project', project.id, transaction);
      if (parentId != null && ids.includes(parentId.toLowerCase())) {
        throw invalid('project.cycle', 'parent_id', 'a project that is not the project itself nor under it');
      }
      const before = snapshot('project', project);
      await this.putUnder(parentId, project, actor, transaction);
      project.change({}, new Date());
      await this.write(project, before, actor, transaction);
    });
  }

  /** The position after all projects under the same parent. The caller holds the lock of the person. */
  lastPosition({ userId, parentId }: ProjectEntity, transaction: EntityManager): Promise<number> {
    return positionAmong(projectsUnder(parentId, userId), null, transaction);
  }

  /** Whether it is a favorite is each one's own affair, and takes no more than to see it. */
  update(
    id: string,
    ifMatch: string[] | undefined,
    actor: Actor,
    { is_favorite, ...change }: ProjectChange,
    at: Date,
  ): Promise<ProjectEntity> {
    const changesIt = Object.values(change).some((value) => value !== undefined);
    return this.transactions.run(async (transaction) => {
      const work = (project: ProjectEntity): void => {
        refuseStale('project', project, ifMatch);
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
      const before = snapshot('project', project);
      work(project);
      await this.write(project, before, actor, transaction);
      return project;
    });
  }

  /** Puts a project into the trash with everything in it and under it. */
  async remove(id: string, ifMatch: string[] | undefined, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction, 'own');
      refuseStale('project', project, ifMatch);
      project.refuseForInbox();
      const line = await downFrom('project', project.id, transaction);
      await transaction.find(ProjectEntity, { where: { id: In(line.ids) }, lock: { mode: 'pessimistic_write' } });
      await noteGoneProjects(transaction, line.ids);
      await this.trash.put('project', { ...project, projectId: project.id }, line, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subjectOf(project), at: new Date() }, actor, transaction);
    });
  }

  /**
   * Deletes all that a person owned, the Inbox included. The person's files go with the account. The caller holds the person's
   * lock, and with the projects' nothing is added to any of them in between. Answers their ids.
   */
  async removeAllOf(userId: string, transaction: EntityManager): Promise<string[]> {
    const projects = await transaction.find(ProjectEntity, {
      select: { id: true },
      where: { userId },
      lock: { mode: 'pessimistic_write' },
    });
    const ids = projects.map(({ id }) => id);
    if (ids.length === 0) return ids;
    await this.files.freeOfOthers(userId, ids, transaction);
    await noteGoneProjects(transaction, ids);
    // tasks first: a cascade that meets subtasks a few levels deep is too much for MySQL 9.7 (error 6575)
    await transaction.delete(TaskEntity, { projectId: In(ids) });
    await transaction.delete(ProjectEntity, { id: In(ids) });
    return ids;
  }

  private async putUnder(
    parentId: string | null | undefined,
    project: ProjectEntity,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const parent = parentId == null ? null : await this.access.lock(parentId, actor, transaction, 'own');
    project.parentId = parent?.id ?? null;
    project.position = await this.lastPosition(project, transaction);
  }

  private async write(project: ProjectEntity, before: Values, actor: Actor, transaction: EntityManager): Promise<void> {
    await transaction.update(ProjectEntity, { id: project.id }, project);
    await note(transaction, 'project', { scopeId: project.id, id: project.id });
    const change = changeSince(before, 'project', project);
    if (change) await this.activities.note({ event: 'updated', change, ...subjectOf(project) }, actor, transaction);
  }
}

/** What an activity is about. */
export function subjectOf({ id, version, name, updatedAt }: ProjectEntity): Omit<Activity, 'event'> {
  return { kind: 'project', id, version, projectId: id, name, at: updatedAt };
}

async function favor(projectId: string, actor: Actor, isFavorite: boolean, transaction: EntityManager): Promise<void> {
  await transaction.query('UPDATE project_member SET is_favorite = ? WHERE project_id = ? AND user_id = ?', [
    isFavorite,
    idToBytes(projectId),
    idToBytes(actor.user_id),
  ]);
}
