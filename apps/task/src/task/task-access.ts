import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import { idToBytes, knownId } from '#database/id.js';
import type { Role } from '#contracts/roles.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { roleOnTask, tasksSharedWith } from '../sharing/member-roles.js';
import { insist, may, type Permission, strongest } from '../sharing/permissions.js';
import { TaskEntity } from './task.entity.js';

/**
 * Tasks as one actor may see and change them: by their role in the project that a task is in, or by the one that they were
 * given on the task alone, whichever may more.
 */
@Injectable()
export class TaskAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
  ) {}

  /** `<feature>.not_found` unless the actor may see it. */
  async get(
    id: string,
    actor: Actor,
    manager: EntityManager = this.transactions.manager,
    feature = 'task',
    permission: Permission = 'see',
  ): Promise<TaskEntity> {
    const where = { id: knownId(id, feature) };
    const query = manager.createQueryBuilder(TaskEntity, 'task').where(where);
    const own = await this.projects.narrowToOwned(query, actor, 'task.projectId').getOne();
    if (own) return own;
    const task = await manager.findOneBy(TaskEntity, where);
    if (!task) throw notFound(feature);
    const inProject = await this.projects.roleIn(task.projectId, actor, manager);
    insist(await this.roleOn(task.id, inProject, permission, actor, manager), permission, feature);
    return task;
  }

  /** What the tasks that the actor may see have in common, for a query of `task` that finds them without it. */
  async visibleFew(actor: Actor): Promise<Condition> {
    const alone = await tasksSharedWith(actor, this.transactions.manager);
    const [visible, ...parameters] = this.projects.visibleFew('task.project_id', actor);
    return alone.length === 0 ? [visible, ...parameters] : [`(${visible} OR task.id IN (?))`, ...parameters, alone];
  }

  /** The same for a query that looks for all of them. */
  async visible(actor: Actor): Promise<Condition> {
    const alone = await tasksSharedWith(actor, this.transactions.manager);
    if (alone.length === 0) return this.projects.visible('task.project_id', actor);
    return ['(task.project_id IN (?) OR task.id IN (?))', await this.projectIds(actor), alone];
  }

  /** Narrows a query that joins `task`, and finds few, to the tasks that the actor may see. */
  async narrow<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, actor: Actor): Promise<SelectQueryBuilder<E>> {
    const alone = await tasksSharedWith(actor, this.transactions.manager);
    if (alone.length === 0) return this.projects.narrowFew(query, actor, 'task.projectId');
    const projects = await this.projectIds(actor);
    return query.andWhere('(task.projectId IN (:...projects) OR task.id IN (:...alone))', { projects, alone });
  }

  /** Of all projects that the actor may see, and the Inbox even before it is opened: never none. */
  async projectIds(actor: Actor): Promise<Buffer[]> {
    const rows = await this.projects.rows<{ id: Buffer }>('project.id', actor);
    return [idToBytes(actor.user_id), ...rows.map(({ id }) => id)];
  }

  /** The ids of the tasks that are shared with the actor alone. */
  sharedAlone(actor: Actor): Promise<Buffer[]> {
    return tasksSharedWith(actor, this.transactions.manager);
  }

  /**
   * Takes the lock of the task's project, wherever the task is by the time it is had; then that of the task.
   * `<feature>.not_found` unless the actor may see it, `<feature>.forbidden` unless they have the permission.
   */
  async lock(
    id: string,
    actor: Actor,
    transaction: EntityManager,
    permission: Permission = 'edit',
    feature = 'task',
  ): Promise<TaskEntity> {
    const { task, role } = await this.take(
      await this.get(id, actor, transaction, feature),
      actor,
      transaction,
      feature,
    );
    insist(await this.roleOn(task.id, role, permission, actor, transaction), permission, feature);
    return task;
  }

  /** For who takes a task away from its place: the permission has to reach as far as what it is in. */
  async lockToTakeAway(id: string, actor: Actor, transaction: EntityManager): Promise<TaskEntity> {
    const { task, role } = await this.take(await this.get(id, actor, transaction), actor, transaction);
    insist(await this.roleOn(task.id, role, 'edit', actor, transaction), 'edit', 'task');
    const around = task.parentId ? await this.roleOn(task.parentId, role, 'edit', actor, transaction) : role;
    insist(around ?? 'viewer', 'edit', 'task');
    return task;
  }

  /** Takes the locks for whoever asks, and answers the actor's role in the project. */
  async take(
    { id, projectId }: Pick<TaskEntity, 'id' | 'projectId'>,
    actor: Actor,
    transaction: EntityManager,
    feature = 'task',
  ): Promise<{ task: TaskEntity; role: Role | undefined }> {
    const role = await this.projects.take(projectId, actor, transaction);
    const task = await transaction.findOne(TaskEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!task) throw notFound(feature);
    return task.projectId === projectId ? { task, role } : this.take(task, actor, transaction, feature);
  }

  /** Takes the lock of the project that a parent is in, for who puts something under it. */
  async holdUnder(parentId: string, projectId: string, actor: Actor, transaction: EntityManager): Promise<void> {
    const role = await this.projects.take(projectId, actor, transaction);
    insist(await this.roleOn(parentId, role, 'edit', actor, transaction), 'edit', 'task');
  }

  /** The role on a task of who has one in its project, which is enough for a permission or not. */
  async roleOn(
    taskId: string,
    inProject: Role | undefined,
    enough: Permission,
    actor: Actor,
    manager: EntityManager,
  ): Promise<Role | undefined> {
    return may(inProject, enough) ? inProject : strongest(inProject, await roleOnTask(taskId, actor, manager));
  }
}
