import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId } from '#database/id.js';
import type { ActivityRow } from '../activity/activity-view.js';
import { CompletionRepository } from '../completion/completion.repository.js';
import { OccurrenceRepository } from '../occurrence/occurrence.repository.js';
import { SeveralTasks } from '../task/several-tasks.js';
import { TaskAccess } from '../task/task-access.js';
import type { TaskEntity } from '../task/task.entity.js';
import { TaskRepository } from '../task/task.repository.js';
import { oldFields, oldValues } from './logged-values.js';
import { changedSince, topsOf } from './undo-steps.js';

/** Changes tasks back: their fields, their place, and whether they are completed. */
@Injectable()
export class UndoChanges {
  constructor(
    private readonly access: TaskAccess,
    private readonly tasks: TaskRepository,
    private readonly several: SeveralTasks,
    private readonly occurrences: OccurrenceRepository,
    private readonly completions: CompletionRepository,
  ) {}

  /** Of one move: to the place, and to the position there. */
  async moveBack(row: ActivityRow, actor: Actor, transaction: EntityManager): Promise<void> {
    const task = await this.access.lock(bytesToId(row.object_id), actor, transaction);
    const before = { ...task.place, position: task.position, ...oldValues(row) };
    const { projectId: project_id, sectionId: section_id, parentId: parent_id } = before;
    const target = parent_id ? { parent_id } : section_id ? { section_id } : { project_id };
    await this.tasks.move(task.id, target, undefined, actor);
    await this.tasks.change(task.id, before.position, actor, () => undefined);
  }

  /** Of one change of one or more tasks: a completion takes along those under it. */
  async changeBack(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const now = new Date();
    const rowOf = new Map(rows.map((row) => [bytesToId(row.object_id), row]));
    const revert = (task: TaskEntity): boolean => task.revert(oldFields(rowOf.get(task.id)!), now);
    const [first] = rows;
    const permission = first.event === 'updated' ? 'edit' : 'complete';
    if (rows.length === 1) {
      await this.tasks.change(bytesToId(first.object_id), oldValues(first).position, actor, revert, permission);
    } else {
      for (const { object_id } of topsOf(rows)) {
        await this.access.lock(bytesToId(object_id), actor, transaction, permission);
      }
      const changed = await this.several.change([...rowOf.keys()], actor, transaction, revert);
      if (changed.length < rows.length) throw changedSince();
    }
    await this.countBack(rows, actor, transaction);
  }

  /** Counts what was completed as not completed, and the other way round: as completed by the actor, who reopened it. */
  private async countBack(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const completed = rows.filter(({ event }) => event === 'completed');
    const ids = completed.map(({ object_id }) => bytesToId(object_id));
    await this.occurrences.forget(ids, rows[0].at, transaction);
    await this.completions.takeBack(
      completed.map(({ object_id, at }): [string, Date] => [bytesToId(object_id), at]),
      transaction,
    );
    if (completed.length > 0) return;
    for (const row of rows.filter(({ event }) => event === 'uncompleted')) {
      const again = { id: bytesToId(row.object_id), projectId: bytesToId(row.project_id) };
      await this.completions.keep([again], actor, new Date(oldValues(row).completedAt as string), transaction);
    }
  }
}
