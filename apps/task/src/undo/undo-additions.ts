import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import type { ActivityRow } from '../activity/activity-view.js';
import { downFrom } from '../list/tree.js';
import { ProjectRepository } from '../project/project.repository.js';
import { TaskRepository } from '../task/task.repository.js';
import { changedSince } from './undo-steps.js';

/** Takes away what was added, a copy with all that was copied along: to the trash, as if it were deleted. */
@Injectable()
export class UndoAdditions {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /** `undo.changed_since` where there is more in it by now, or something in it was changed: that is not lost with it. */
  async takeAway({ object_type, object_id }: ActivityRow, actor: Actor, transaction: EntityManager): Promise<void> {
    const id = bytesToId(object_id);
    const isProject = object_type === 'project';
    const holdsMore = isProject ? projectHoldsMore(object_id, transaction) : taskHoldsMore(id, transaction);
    if (await holdsMore) throw changedSince();
    return isProject ? this.projects.remove(id, undefined, actor) : this.tasks.remove(id, undefined, actor);
  }
}

/** Whether there is anything under a task or on it that was not added with it, or that has been changed since. */
async function taskHoldsMore(taskId: string, transaction: EntityManager): Promise<boolean> {
  const { ids } = await downFrom('task', taskId, transaction);
  const [top, tree] = [idToBytes(taskId), ids.map(idToBytes)];
  const added = '(SELECT added_at FROM task WHERE id = ?)';
  return isAny(
    [
      `SELECT 1 FROM task WHERE id IN (?) AND id <> ? AND (added_at <> ${added} OR version > 1)`,
      `SELECT 1 FROM comment WHERE task_id IN (?) AND posted_at <> ${added}`,
    ],
    [tree, top, top, tree, top],
    transaction,
  );
}

/** The same of a project, which is no longer its owner's affair alone when somebody else takes part in it. */
function projectHoldsMore(id: Buffer, transaction: EntityManager): Promise<boolean> {
  const added = '(SELECT created_at FROM project WHERE id = ?)';
  const isMore = (table: string): string =>
    `SELECT 1 FROM ${table} WHERE project_id = ? AND (added_at <> ${added} OR version > 1)`;
  return isAny(
    [
      isMore('task'),
      isMore('section'),
      'SELECT 1 FROM project WHERE parent_id = ?',
      'SELECT 1 FROM project_member WHERE project_id = ?',
      'SELECT 1 FROM comment WHERE project_id = ?',
      'SELECT 1 FROM task JOIN comment ON comment.task_id = task.id WHERE task.project_id = ?',
      'SELECT 1 FROM task JOIN task_member ON task_member.task_id = task.id WHERE task.project_id = ?',
    ],
    Array<Buffer>(9).fill(id),
    transaction,
  );
}

async function isAny(queries: string[], values: unknown[], transaction: EntityManager): Promise<boolean> {
  const sql = `SELECT ${queries.map((query) => `EXISTS (${query})`).join(' OR ')} AS found`;
  const [row] = await statement<{ found: unknown }[]>(transaction, sql, values);
  return Number(row.found) === 1;
}
