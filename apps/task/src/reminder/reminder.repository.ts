import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid, notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import type { ReminderQuery } from '#contracts/reminder.contract.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { readPage } from '../list/page.js';
import { TaskAccess } from '../task/task-access.js';
import { TaskEntity } from '../task/task.entity.js';
import { noteReminders } from './note-reminders.js';
import { ReminderAims } from './reminder-aims.js';
import { ReminderEntity } from './reminder.entity.js';

const mostOnTask = 50;

/** Reminders as the person sees and changes them whom they remind, as long as that person may see the task. */
@Injectable()
export class ReminderRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TaskAccess,
    private readonly aims: ReminderAims,
  ) {}

  /** `reminder.not_found` unless it is the actor's. */
  get(id: string, actor: Actor): Promise<ReminderEntity> {
    return this.find(id, actor, this.transactions.manager);
  }

  /** Oldest first. `task.not_found` for a task that the actor may not see. */
  async list({ task_id, ...page }: ReminderQuery, actor: Actor): Promise<Page<ReminderEntity>> {
    const query = await this.visible(actor, this.transactions.manager);
    if (task_id != null) query.andWhere({ taskId: (await this.tasks.get(task_id, actor)).id });
    return readPage(query, page, { property: 'addedAt', isMoment: true });
  }

  /** Those of some that are the actor's. */
  async findMany(ids: string[], actor: Actor): Promise<ReminderEntity[]> {
    const visible = await this.visible(actor, this.transactions.manager);
    return visible.andWhere({ id: In(ids) }).getMany();
  }

  add(reminder: ReminderEntity, taskId: string, actor: Actor): Promise<ReminderEntity> {
    return this.transactions.run(async (transaction) => {
      const task = await this.tasks.lock(taskId, actor, transaction, 'see');
      if ((await transaction.countBy(ReminderEntity, { taskId: task.id })) >= mostOnTask) {
        throw invalid('reminder.too_many', 'task_id', `a task with fewer than ${mostOnTask} reminders`);
      }
      reminder.refuseWithout(task.due);
      reminder.taskId = task.id;
      await this.aims.aim(reminder, task, transaction);
      await transaction.insert(ReminderEntity, reminder);
      await noteReminders([reminder], [task], transaction);
      return reminder;
    });
  }

  change(id: string, actor: Actor, work: (reminder: ReminderEntity) => void): Promise<ReminderEntity> {
    return this.transactions.run(async (transaction) => {
      const { reminder, task } = await this.lock(id, actor, transaction);
      const { minuteOffset } = reminder;
      work(reminder);
      if (reminder.minuteOffset !== minuteOffset) reminder.refuseWithout(task.due);
      await this.aims.aim(reminder, task, transaction);
      await transaction.update(ReminderEntity, { id: reminder.id }, reminder);
      await noteReminders([reminder], [task], transaction);
      return reminder;
    });
  }

  async remove(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { reminder, task } = await this.lock(id, actor, transaction);
      await noteReminders([reminder], [task], transaction);
      await transaction.delete(ReminderEntity, { id: reminder.id });
    });
  }

  /** The lock of the task first, which is also that of its project; then that of the reminder, for it may be firing. */
  private async lock(
    id: string,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<{ reminder: ReminderEntity; task: TaskEntity }> {
    const { taskId } = await this.find(id, actor, transaction);
    const task = await this.tasks.lock(taskId, actor, transaction, 'see');
    const where = { id: knownId(id, 'reminder') };
    const reminder = await transaction.findOne(ReminderEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (!reminder) throw notFound('reminder');
    return { reminder, task };
  }

  private async find(id: string, actor: Actor, manager: EntityManager): Promise<ReminderEntity> {
    const visible = await this.visible(actor, manager);
    const reminder = await visible.andWhere({ id: knownId(id, 'reminder') }).getOne();
    if (!reminder) throw notFound('reminder');
    return reminder;
  }

  private async visible(actor: Actor, manager: EntityManager): Promise<SelectQueryBuilder<ReminderEntity>> {
    const query = manager
      .createQueryBuilder(ReminderEntity, 'reminder')
      .innerJoin(TaskEntity, 'task', 'task.id = reminder.taskId')
      .where('reminder.userId = :personId', { personId: idToBytes(actor.user_id) });
    return this.tasks.narrow(query, actor);
  }
}
