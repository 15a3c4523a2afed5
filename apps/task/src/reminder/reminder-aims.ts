import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { afterCommit } from '#database/begin.js';
import { idToBytes } from '#database/id.js';
import { inserting } from '#database/insert.js';
import { MemberRepository } from '../account/member.repository.js';
import type { TaskEntity } from '../task/task.entity.js';
import { noteReminders } from './note-reminders.js';
import { tasksOf, writeReminders } from './reminder-rows.js';
import { ReminderScheduler } from './reminder-scheduler.js';
import { ReminderEntity } from './reminder.entity.js';

const insert = inserting(ReminderEntity);

/** Keeps what reminders are for in step with their tasks, and with the clocks of whom they remind. */
@Injectable()
export class ReminderAims {
  constructor(
    private readonly members: MemberRepository,
    private readonly scheduler: ReminderScheduler,
  ) {}

  /** Aims one at what it is for now. The caller holds the lock of the task's project, and writes the reminder. */
  async aim(reminder: ReminderEntity, task: TaskEntity, transaction: EntityManager): Promise<void> {
    await this.aimAll([reminder], [task], transaction);
  }

  /** Aims new ones and adds them. The caller holds the locks of the projects of their tasks. */
  async addAll(reminders: ReminderEntity[], transaction: EntityManager): Promise<void> {
    if (reminders.length === 0) return;
    await this.aimAll(reminders, await tasksOf(reminders, transaction), transaction);
    await Promise.all(reminders.map((each) => insert(each, transaction)));
  }

  /** Has the reminders of tasks follow what was changed there. The caller holds the lock of their project. */
  async follow(tasks: TaskEntity[], transaction: EntityManager): Promise<void> {
    if (tasks.length === 0) return;
    const where = { taskId: In(tasks.map(({ id }) => id)) };
    const reminders = await transaction.find(ReminderEntity, { where, lock: { mode: 'pessimistic_write' } });
    await this.rewrite(reminders, tasks, transaction);
  }

  /**
   * Has the reminders of a person follow their clocks. With the locks of the person's projects, and of those where they are
   * reminded of something, no reminder is added meanwhile by what clocks showed before.
   */
  async followPerson(userId: string, transaction: EntityManager): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    await lockProjectsOf(userId, transaction);
    const reminders = await transaction.find(ReminderEntity, { where: { userId }, lock });
    const tasks = await tasksOf(reminders, transaction);
    await this.rewrite(reminders, tasks, transaction);
  }

  private async rewrite(reminders: ReminderEntity[], tasks: TaskEntity[], transaction: EntityManager): Promise<void> {
    const changed = await this.aimAll(reminders, tasks, transaction);
    await writeReminders(changed, transaction);
    await noteReminders(changed, tasks, transaction);
  }

  /** Answers those that changed. */
  private async aimAll(
    reminders: ReminderEntity[],
    tasks: TaskEntity[],
    transaction: EntityManager,
  ): Promise<ReminderEntity[]> {
    if (reminders.length === 0) return [];
    const timezones = await this.members.timezonesOf(reminders.map(({ userId }) => userId));
    const taskOf = new Map(tasks.map((task) => [task.id, task]));
    const now = new Date();
    const changed = reminders.filter((reminder) =>
      reminder.aim(taskOf.get(reminder.taskId)!, { now, timezone: timezones.get(reminder.userId)! }),
    );
    const moments = changed.flatMap(({ firesAt }) => (firesAt ? [firesAt.getTime()] : []));
    if (moments.length > 0) afterCommit(transaction, () => this.scheduler.wakeAt(Math.min(...moments)));
    return changed;
  }
}

const lockProjectsOf = (userId: string, transaction: EntityManager): Promise<unknown> =>
  transaction.query(
    `SELECT id FROM project
     WHERE id IN (SELECT id FROM (SELECT id FROM project WHERE user_id = ? UNION SELECT task.project_id
       FROM reminder JOIN task ON task.id = reminder.task_id WHERE reminder.user_id = ?) theirs)
     ORDER BY id FOR UPDATE`,
    [idToBytes(userId), idToBytes(userId)],
  );
