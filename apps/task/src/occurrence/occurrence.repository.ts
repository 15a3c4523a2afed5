import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { OccurrencesOf } from '#contracts/occurrence.contract.js';
import type { Page } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import type { DueDate } from '../due/due-date.js';
import { readPage } from '../list/page.js';
import { nextDue, recurs } from '../recurrence/next-due.js';
import { TaskAccess } from '../task/task-access.js';
import type { TaskEntity } from '../task/task.entity.js';
import { OccurrenceEntity } from './occurrence.entity.js';

/** When tasks that recur come next, and when they were completed. */
@Injectable()
export class OccurrenceRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly members: MemberRepository,
  ) {}

  /** When a task is due once it is completed now; null when that is the end of it. */
  async nextOf({ due, completedAt }: TaskEntity, actor: Actor, now: Date): Promise<DueDate | null> {
    if (completedAt || !recurs(due)) return null;
    return nextDue(due, { now, timezone: await this.members.timezoneOf(actor.user_id) });
  }

  /** Keeps that a task was completed, where it recurs. */
  async keep(
    taskId: string,
    due: DueDate | null,
    actor: Actor,
    completedAt: Date,
    transaction: EntityManager,
  ): Promise<void> {
    if (!recurs(due)) return;
    await transaction.insert(OccurrenceEntity, OccurrenceEntity.of(taskId, due, actor, completedAt));
  }

  /** Keeps no longer that tasks were completed at a moment. */
  async forget(taskIds: string[], completedAt: Date, transaction: EntityManager): Promise<void> {
    if (taskIds.length > 0) await transaction.delete(OccurrenceEntity, { taskId: In(taskIds), completedAt });
  }

  /** Oldest first. `task.not_found` unless the actor may see the task. */
  async list({ id, ...page }: OccurrencesOf, actor: Actor): Promise<Page<OccurrenceEntity>> {
    const { id: taskId } = await this.access.get(id, actor);
    const query = this.transactions.manager.createQueryBuilder(OccurrenceEntity, 'occurrence').where({ taskId });
    return readPage(query, page, { property: 'completedAt', isMoment: true });
  }
}
