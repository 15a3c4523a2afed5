import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { deferredStatement, statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';

const columns = ['id', 'user_id', 'project_id', 'task_id', 'completed_at'];

/** Seconds of the spans that completions are counted in: midnight is the end of one, in every zone that there is. */
const span = 900;
const spanOf = `TIMESTAMPDIFF(SECOND, '1970-01-01', completed_at) DIV ${span}`;

/** How much was completed in a quarter of an hour. */
export interface Count {
  at: Date;
  completed: number;
}

export interface CountInProject extends Count {
  projectId: string;
}

/** Has completions be where their tasks are, of which a condition on `task` tells. */
export function followTasks(transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> {
  return deferredStatement(
    transaction,
    `UPDATE task STRAIGHT_JOIN completion ON completion.task_id = task.id
     SET completion.project_id = task.project_id WHERE completion.project_id <> task.project_id AND ${where}`,
    parameters,
  );
}

/**
 * Who completed what and when: a row for each time, which outlives the task. It is written in the transaction of what it
 * tells, under the lock of the task's project.
 */
@Injectable()
export class CompletionRepository {
  constructor(private readonly transactions: Transactions) {}

  async keep(
    tasks: { id: string; projectId: string }[],
    actor: Actor,
    completedAt: Date,
    transaction: EntityManager,
  ): Promise<void> {
    if (tasks.length === 0) return;
    const rows = tasks.map(({ id, projectId }) => [
      idToBytes(newId()),
      idToBytes(actor.user_id),
      idToBytes(projectId),
      idToBytes(id),
      completedAt,
    ]);
    await insertRows('completion', columns, rows, transaction);
  }

  /** Of what is reopened: when each was completed. */
  async takeBack(completed: [taskId: string, at: Date][], transaction: EntityManager): Promise<void> {
    if (completed.length === 0) return;
    const rows = completed.map(([id, at]): [Buffer, Date] => [idToBytes(id), at]);
    // MariaDB looks through everybody's for pairs, unless it is told the tasks alone
    await statement(
      transaction,
      `DELETE completion FROM completion FORCE INDEX (completion_task)
       WHERE task_id IN (?) AND (task_id, completed_at) IN (?)`,
      [rows.map(([id]) => id), rows],
    );
  }

  /** All that a person completed, and all that anybody did in the person's projects. */
  async removeAllOf(userId: string, projectIds: string[], transaction: EntityManager): Promise<void> {
    const projects = [userId, ...projectIds].map(idToBytes);
    await statement(transaction, 'DELETE FROM completion WHERE user_id = ? OR project_id IN (?)', [
      idToBytes(userId),
      projects,
    ]);
  }

  async countBy(actor: Actor, since?: Date): Promise<number> {
    const [row] = await statement<{ count: unknown }[]>(
      this.transactions.manager,
      `SELECT COUNT(*) AS count FROM completion WHERE user_id = ? ${since ? 'AND completed_at >= ?' : ''}`,
      [idToBytes(actor.user_id), ...(since ? [since] : [])],
    );
    return Number(row.count);
  }

  /** Oldest first. */
  async counts(actor: Actor): Promise<Count[]> {
    const rows = await statement<{ span: unknown; completed: unknown }[]>(
      this.transactions.manager,
      `SELECT ${spanOf} AS span, COUNT(*) AS completed FROM completion WHERE user_id = ? GROUP BY span ORDER BY span`,
      [idToBytes(actor.user_id)],
    );
    return rows.map((row) => ({ at: new Date(Number(row.span) * span * 1000), completed: Number(row.completed) }));
  }

  async countsInProjects(actor: Actor, since: Date): Promise<CountInProject[]> {
    const rows = await statement<{ span: unknown; project_id: Buffer; completed: unknown }[]>(
      this.transactions.manager,
      `SELECT ${spanOf} AS span, project_id, COUNT(*) AS completed FROM completion
       WHERE user_id = ? AND completed_at >= ? GROUP BY span, project_id`,
      [idToBytes(actor.user_id), since],
    );
    return rows.map((row) => ({
      at: new Date(Number(row.span) * span * 1000),
      projectId: bytesToId(row.project_id),
      completed: Number(row.completed),
    }));
  }
}
