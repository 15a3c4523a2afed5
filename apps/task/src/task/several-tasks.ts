import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { Activities, type ActivityName } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import { note } from '../sync/changes.js';
import { noteWhole } from '../sync/changes-of-tasks.js';
import { activityOf } from './task-activity.js';
import { TaskEntity } from './task.entity.js';

/** Rows that one statement writes. */
const batch = 500;

/** Changes tasks of one project together. The caller holds the project's lock. */
@Injectable()
export class SeveralTasks {
  constructor(
    private readonly reminders: ReminderAims,
    private readonly activities: Activities,
  ) {}

  /**
   * Lets `work` change each task, and answers those that it says it changed. `nameOf` tells what was done to one where
   * that does not show in what changed.
   */
  async change(
    ids: string[],
    actor: Actor,
    transaction: EntityManager,
    work: (task: TaskEntity) => boolean,
    nameOf: (task: TaskEntity) => ActivityName | undefined = () => undefined,
  ): Promise<TaskEntity[]> {
    const tasks = await lockAll(ids, transaction);
    const before = new Map(tasks.map((task) => [task, snapshot('task', task)]));
    const changed = tasks.filter(work);
    await write(changed, transaction);
    const reopened = changed.filter(({ completedAt }) => !completedAt).map(({ id }) => id);
    if (reopened.length > 0) await noteAll(reopened, transaction);
    await this.reminders.follow(changed, transaction);
    const notes = changed.flatMap((task) => {
      const change = changeSince(before.get(task)!, 'task', task);
      return change ? [activityOf(task, change, nameOf(task))] : [];
    });
    await Promise.all(notes.map((each) => this.activities.note(each, actor, transaction)));
    return changed;
  }
}

/** Tasks by their ids, locked. */
export const lockAll = (ids: string[], transaction: EntityManager): Promise<TaskEntity[]> =>
  transaction.find(TaskEntity, { where: { id: In(ids) }, lock: { mode: 'pessimistic_write' } });

/** Writes tasks that are locked, many with one statement. */
export async function write(tasks: TaskEntity[], transaction: EntityManager): Promise<void> {
  for (let from = 0; from < tasks.length; from += batch) {
    const some = tasks.slice(from, from + batch);
    await transaction.upsert(TaskEntity, some, ['id']);
    const changes = some.map(({ projectId: scopeId, id }) => ({ scopeId, id }));
    await note(transaction, 'task', changes);
  }
}

/** Notes tasks, the comments on them and their relations: who syncs has none of these while their task is completed. */
export const noteAll = (ids: string[], transaction: EntityManager): Promise<void> =>
  noteWhole(transaction, 'task.id IN (?)', [ids.map(idToBytes)]);
