import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import { knownId } from '#database/id.js';
import { ProjectAccess } from '../project/project-access.js';
import { TaskEntity } from './task.entity.js';

/** Tasks as one actor may see and change them: by the project that they are in. */
@Injectable()
export class TaskAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
  ) {}

  /** `task.not_found` unless the actor may see it. */
  async get(id: string, actor: Actor, manager: EntityManager = this.transactions.manager): Promise<TaskEntity> {
    const task = await this.visible(actor, manager)
      .andWhere({ id: knownId(id, 'task') })
      .getOne();
    if (!task) throw notFound('task');
    return task;
  }

  /** Takes the lock of the task's project, wherever the task is by the time it is had; then that of the task. */
  async lock(id: string, actor: Actor, transaction: EntityManager): Promise<TaskEntity> {
    const { projectId } = await this.get(id, actor, transaction);
    await this.projects.hold(projectId, actor, transaction, 'task');
    const where = { id: knownId(id, 'task') };
    const task = await transaction.findOne(TaskEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (!task) throw notFound('task');
    return task.projectId === projectId ? task : this.lock(id, actor, transaction);
  }

  visible(actor: Actor, manager: EntityManager = this.transactions.manager): SelectQueryBuilder<TaskEntity> {
    return this.projects.narrow(manager.createQueryBuilder(TaskEntity, 'task'), actor, 'task.projectId');
  }
}
