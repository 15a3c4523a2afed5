import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { Transactions } from '#database/transactions.js';
import { Activities } from '../activity/activities.js';
import { positionAmong } from '../list/position.js';
import { downFrom } from '../list/tree.js';
import { type Place, Places, siblings } from '../task/places.js';
import { lockAll } from '../task/several-tasks.js';
import { TaskAccess } from '../task/task-access.js';
import { subjectOf } from '../task/task-activity.js';
import type { TaskEntity } from '../task/task.entity.js';
import { parentsFirst, refuseTooMany, TaskCopies } from './task-copies.js';

/** Copies a task with what is under it. */
@Injectable()
export class TaskDuplicates {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly places: Places,
    private readonly copies: TaskCopies,
    private readonly activities: Activities,
  ) {}

  /** The copy comes right after the task: it takes to change what the task is in. */
  make(id: string, actor: Actor, at: Date): Promise<TaskEntity> {
    return this.transactions.run(async (transaction) => {
      const task = await this.access.lockToTakeAway(id, actor, transaction);
      await this.places.find(targetOf(task.place), actor, transaction);
      const { ids } = await downFrom('task', task.id, transaction);
      refuseTooMany('task', ids.length);
      const tree = (await lockAll(ids, transaction)).filter((each) => each.id === task.id || !each.completedAt);
      const position = await positionAmong(siblings(task.place), task.position + 1, transaction, task.id);
      const [copy] = await this.copies.make(
        parentsFirst(tree).map((each) => (each.id === task.id ? Object.assign(each, { position }) : each)),
        (each, known) => (each.id === task.id ? task.place : { ...task.place, parentId: known.get(each.parentId!)! }),
        actor,
        at,
        transaction,
      );
      await this.activities.note({ event: 'added', ...subjectOf(copy) }, actor, transaction);
      return copy;
    });
  }
}

function targetOf({ projectId: project_id, sectionId: section_id, parentId: parent_id }: Place): TaskTarget {
  if (parent_id) return { parent_id };
  return section_id ? { section_id } : { project_id };
}
