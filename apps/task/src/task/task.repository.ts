import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { taskAdded, taskCompleted } from '#contracts/events.js';
import { Failure, invalid } from '#contracts/failure.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { inserting } from '#database/insert.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import { Activities } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { CompletionRepository } from '../completion/completion.repository.js';
import { refuseStale } from '../list/if-match.js';
import { positionAmong } from '../list/position.js';
import { downFrom, upFrom } from '../list/tree.js';
import { OccurrenceRepository } from '../occurrence/occurrence.repository.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import type { Permission } from '../sharing/permissions.js';
import { note } from '../sync/changes.js';
import { TrashBin } from '../trash/trash-bin.js';
import { refuseUnlessMember, releaseStrangers } from './assignees.js';
import { followMoved } from './follow-moved.js';
import { Places, siblings } from './places.js';
import { lockAll, noteAll, SeveralTasks, write } from './several-tasks.js';
import { TaskAccess } from './task-access.js';
import { activityOf, subjectOf } from './task-activity.js';
import { addedOf, completedOf } from './task-events.js';
import { TaskLabels } from './task-labels.js';
import { TaskEntity } from './task.entity.js';

type Order = number | null | undefined;
type IfMatch = string[] | undefined;

/** Changes tasks, each time under the lock of their project. */
@Injectable()
export class TaskRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly places: Places,
    private readonly labels: TaskLabels,
    private readonly several: SeveralTasks,
    private readonly occurrences: OccurrenceRepository,
    private readonly reminders: ReminderAims,
    private readonly completions: CompletionRepository,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
    private readonly outbox: Outbox,
  ) {}

  /** Puts a new task where it is wanted: last among its siblings unless told. */
  add(task: TaskEntity, target: TaskTarget, order: Order, actor: Actor): Promise<TaskEntity> {
    return this.transactions.run(async (transaction) => {
      const [place, last] = await this.places.settleAtEnd(target, actor, transaction);
      await this.places.refuseTooDeep(place.parentId, 0, transaction);
      Object.assign(task, place);
      await refuseUnlessMember(task, transaction);
      task.position = order == null ? last : await positionAmong(siblings(place), order, transaction);
      await insert(task, transaction);
      await note(transaction, 'task', { scopeId: task.projectId, id: task.id });
      if (task.labels.length > 0) await this.labels.set(task.id, task.labels, transaction);
      await this.outbox.record(transaction, taskAdded, task, addedOf(task));
      await this.activities.note({ event: 'added', ...subjectOf(task) }, actor, transaction);
      return task;
    });
  }

  /** Lets `work` change a task and, where an order is given, puts it there among its siblings. */
  change(
    id: string,
    order: Order,
    actor: Actor,
    work: (task: TaskEntity) => void,
    permission: Permission = 'edit',
  ): Promise<TaskEntity> {
    return this.transactions.run(async (transaction) => {
      const task = await this.access.lock(id, actor, transaction, permission);
      const labels = (await this.labels.of([task.id], transaction)).get(task.id) ?? [];
      task.labels = labels;
      const before = snapshot('task', task);
      const { responsibleUid } = task;
      work(task);
      if (task.responsibleUid !== responsibleUid) await refuseUnlessMember(task, transaction);
      if (order != null && order !== task.position) {
        task.position = await positionAmong(siblings(task.place), order, transaction, task.id);
      }
      await write([task], transaction);
      await this.reminders.follow([task], transaction);
      if (task.labels !== labels) await this.labels.set(task.id, task.labels, transaction);
      const change = changeSince(before, 'task', task);
      if (change) await this.activities.note(activityOf(task, change), actor, transaction);
      return task;
    });
  }

  /**
   * Completes a task and everything under it, and reports each that was still to be done. One that recurs goes on to its next
   * date, with everything under it to be done again, unless it is completed `forGood`.
   */
  complete(id: string, ifMatch: IfMatch, actor: Actor, at: Date, forGood = false): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const task = await this.access.lock(id, actor, transaction, 'complete');
      refuseStale('task', task, ifMatch);
      const next = forGood ? null : await this.occurrences.nextOf(task, actor, at);
      const { ids } = await downFrom('task', task.id, transaction);
      const completeOrGoOn = (each: TaskEntity): boolean => {
        if (!next) return each.complete(at);
        return each.id === task.id ? each.goOnTo(next, at) : each.reopen(at);
      };
      const changed = await this.several.change(ids, actor, transaction, completeOrGoOn, ({ id }) =>
        id === task.id ? 'completed' : undefined,
      );
      const done = next ? changed.filter((one) => one.id === task.id) : changed;
      await this.completions.keep(done, actor, at, transaction);
      for (const each of done) {
        const due = each.id === task.id ? task.due : each.due;
        await this.occurrences.keep(each.id, due, actor, at, transaction);
        const subject = { id: each.id, version: each.version };
        await this.outbox.record(transaction, taskCompleted, subject, completedOf(each, actor, at, due));
      }
    });
  }

  /** Reopens a task and everything above it. */
  async reopen(id: string, ifMatch: IfMatch, actor: Actor, at: Date): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const task = await this.access.lock(id, actor, transaction, 'complete');
      refuseStale('task', task, ifMatch);
      const { ids } = await upFrom('task', task.id, transaction);
      const taken: [string, Date][] = [];
      await this.several.change(ids, actor, transaction, (each) => {
        if (each.completedAt) taken.push([each.id, each.completedAt]);
        return each.reopen(at);
      });
      await this.completions.takeBack(taken, transaction);
    });
  }

  /** Puts a task, with everything under it, last in another place. */
  async move(id: string, target: TaskTarget, ifMatch: IfMatch, actor: Actor): Promise<TaskEntity> {
    refuseUnlessOne(target);
    return this.transactions.run(async (transaction) => {
      await this.places.lockBoth(id, target, actor, transaction);
      const task = await this.access.lockToTakeAway(id, actor, transaction);
      refuseStale('task', task, ifMatch);
      const place = await this.places.settle(target, actor, transaction);
      if (task.isIn(place)) return task;
      const { ids, depth } = await downFrom('task', task.id, transaction);
      if (place.parentId && ids.includes(place.parentId)) {
        throw invalid('task.cycle', 'parent_id', 'a task that is not the task itself nor one of its subtasks');
      }
      await this.places.refuseTooDeep(place.parentId, depth, transaction);
      const position = await positionAmong(siblings(place), null, transaction);
      const now = new Date();
      const tree = await lockAll(ids, transaction);
      const before = snapshot('task', task);
      const leaves = place.projectId !== task.projectId;
      const changesHands = leaves || (task.parentId ?? place.parentId) !== null;
      if (changesHands) await noteAll(ids, transaction);
      if (leaves) await releaseStrangers(tree, place.projectId, actor, transaction);
      for (const each of tree) each.move(each.id === task.id ? place : { ...place, parentId: each.parentId }, now);
      const moved = tree.find((each) => each.id === task.id)!;
      moved.position = position;
      await write(tree, transaction);
      if (leaves) await followMoved(transaction, 'task.id IN (?)', [ids.map(idToBytes)]);
      if (changesHands) await noteAll(ids, transaction);
      const change = changeSince(before, 'task', moved);
      await this.activities.note({ event: 'moved', change, ...subjectOf(moved) }, actor, transaction);
      return moved;
    });
  }

  /** Puts a task into the trash with everything under it. */
  async remove(id: string, ifMatch: IfMatch, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const task = await this.access.lockToTakeAway(id, actor, transaction);
      refuseStale('task', task, ifMatch);
      const line = await downFrom('task', task.id, transaction);
      await noteAll(line.ids, transaction);
      const subject = subjectOf(task);
      await this.trash.put('task', subject, line, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subject, at: new Date() }, actor, transaction);
    });
  }
}

const insert = inserting(TaskEntity);

function refuseUnlessOne({ project_id, section_id, parent_id }: TaskTarget): void {
  if ([project_id, section_id, parent_id].filter((each) => each != null).length === 1) return;
  const expected = 'exactly one of project_id, section_id and parent_id';
  throw new Failure('invalid', 'task.move_target', `Expected ${expected}.`, { expected });
}
