import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { mostCopies } from '#contracts/duplicate.contract.js';
import { taskAdded } from '#contracts/events.js';
import { invalid } from '#contracts/failure.js';
import { inserting } from '#database/insert.js';
import { Outbox } from '#messaging/outbox.js';
import { noteReminders } from '../reminder/note-reminders.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import { ReminderEntity } from '../reminder/reminder.entity.js';
import { note } from '../sync/changes.js';
import { addedOf } from '../task/task-events.js';
import type { Place } from '../task/places.js';
import { TaskEntity } from '../task/task.entity.js';
import { copyLabels, copyRelations } from './copied-rows.js';

/** What a copy is of: the ids of tasks that were copied, and those of their copies. */
export type CopyIds = ReadonlyMap<string, string>;

const insertTask = inserting(TaskEntity);
const insertReminder = inserting(ReminderEntity);

/** Copies tasks with what belongs to them. The caller holds the locks of both projects. */
@Injectable()
export class TaskCopies {
  constructor(
    private readonly reminders: ReminderAims,
    private readonly outbox: Outbox,
  ) {}

  /** Copies of tasks, parents first, each where `placeOf` says by the ids of the copies. Answers them in the same order. */
  async make(
    tasks: TaskEntity[],
    placeOf: (task: TaskEntity, ids: CopyIds) => Place,
    actor: Actor,
    at: Date,
    transaction: EntityManager,
  ): Promise<TaskEntity[]> {
    const copies = new Map<string, TaskEntity>();
    const ids = new Map<string, string>();
    for (const task of tasks) {
      const copy = task.copy(actor, placeOf(task, ids), at);
      copies.set(task.id, copy);
      ids.set(task.id, copy.id);
    }
    const made = [...copies.values()];
    await Promise.all(made.map((copy) => insertTask(copy, transaction)));
    await note(
      transaction,
      'task',
      made.map(({ projectId: scopeId, id }) => ({ scopeId, id })),
    );
    await copyLabels(ids, transaction);
    await copyRelations(ids, copies, at, transaction);
    await this.copyReminders(ids, made, actor, at, transaction);
    await Promise.all(made.map((copy) => this.outbox.record(transaction, taskAdded, copy, addedOf(copy))));
    return made;
  }

  /** What somebody asked for themself: what others are to be reminded of is their affair. */
  private async copyReminders(
    ids: CopyIds,
    copies: TaskEntity[],
    actor: Actor,
    at: Date,
    transaction: EntityManager,
  ): Promise<void> {
    if (ids.size === 0) return;
    const where = { taskId: In([...ids.keys()]), userId: actor.user_id };
    const reminders = await transaction.find(ReminderEntity, { where });
    if (reminders.length === 0) return;
    const made = reminders.map((each) => each.copy(ids.get(each.taskId)!, at));
    await Promise.all(made.map((each) => insertReminder(each, transaction)));
    await noteReminders(made, copies, transaction);
    await this.reminders.follow(copies, transaction);
  }
}

/** `<feature>.too_large` for more tasks than are copied at once. */
export function refuseTooMany(feature: 'task' | 'project', count: number): void {
  if (count > mostCopies)
    throw invalid(`${feature}.too_large`, 'id', `a ${feature} with at most ${mostCopies} tasks to copy`);
}

/** Tasks in an order in which each comes after the one that it is part of. */
export function parentsFirst(tasks: TaskEntity[]): TaskEntity[] {
  const under = new Map(tasks.map(({ id }) => [id, [] as TaskEntity[]]));
  const ordered = tasks.filter(({ parentId }) => parentId === null || !under.has(parentId));
  for (const task of tasks) if (task.parentId !== null) under.get(task.parentId)?.push(task);
  for (const task of ordered) ordered.push(...under.get(task.id)!);
  return ordered;
}
