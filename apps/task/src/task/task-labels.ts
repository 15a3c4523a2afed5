import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import { type EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { noteTasks } from '../sync/changes-of-tasks.js';
import { TaskEntity } from './task.entity.js';

interface Row {
  task_id: Buffer;
  name: string;
}

/** Which labels are on which tasks. */
@Injectable()
export class TaskLabels {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  /** The labels of several tasks, in their order, by the task's id. */
  async of(ids: string[], manager: EntityManager = this.transactions.manager): Promise<Map<string, string[]>> {
    const labels = new Map<string, string[]>(ids.map((id) => [id, []]));
    if (ids.length === 0) return labels;
    const rows = await statement<Row[]>(
      manager,
      'SELECT task_id, name FROM task_label WHERE task_id IN (?) ORDER BY task_id, position',
      [ids.map(idToBytes)],
    );
    for (const { task_id, name } of rows) labels.get(bytesToId(task_id))?.push(name);
    return labels;
  }

  /** The names on active tasks that the actor sees, in their order; without those that the person has a label for if wanted. */
  async names(
    { after, limit, omitPersonal }: { after?: string; limit: number; omitPersonal: boolean },
    actor: Actor,
  ): Promise<string[]> {
    const conditions: Condition[] = [this.access.visible('task.project_id', actor), ['task.completed_at IS NULL']];
    if (after !== undefined) conditions.push(['on_task.name > ?', after]);
    if (omitPersonal) {
      conditions.push(['on_task.name NOT IN (SELECT name FROM label WHERE user_id = ?)', idToBytes(actor.user_id)]);
    }
    const rows = await statement<Pick<Row, 'name'>[]>(
      this.transactions.manager,
      `SELECT DISTINCT on_task.name FROM task_label on_task JOIN task ON task.id = on_task.task_id
       WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY on_task.name LIMIT ?`,
      [...conditions.flatMap(([, ...values]) => values), limit],
    );
    return rows.map(({ name }) => name);
  }

  /** Puts these on a task instead of those that were on it. */
  async set(taskId: string, names: string[], transaction: EntityManager): Promise<void> {
    const id = idToBytes(taskId);
    await transaction.query('DELETE FROM task_label WHERE task_id = ?', [id]);
    if (names.length === 0) return;
    const rows = names.map((name, index) => [id, name, index]);
    await transaction.query('INSERT INTO task_label (task_id, name, position) VALUES ?', [rows]);
  }

  /** Calls a label something else on every task in the actor's projects; a task that has both names keeps one. */
  async rename(from: string, to: string, actor: Actor, transaction: EntityManager): Promise<void> {
    const tasks = await this.touchTasksWith(from, actor, transaction);
    if (tasks.length === 0) return;
    await transaction.query(
      `DELETE old FROM task_label old JOIN task_label new ON new.task_id = old.task_id AND new.name = ?
       WHERE old.name = ? AND old.task_id IN (?)`,
      [to, from, tasks],
    );
    await transaction.query('UPDATE task_label SET name = ? WHERE name = ? AND task_id IN (?)', [to, from, tasks]);
  }

  /** Takes a label off every task in the actor's projects. */
  async drop(name: string, actor: Actor, transaction: EntityManager): Promise<void> {
    const tasks = await this.touchTasksWith(name, actor, transaction);
    if (tasks.length > 0) {
      await transaction.query('DELETE FROM task_label WHERE name = ? AND task_id IN (?)', [name, tasks]);
    }
  }

  /** Notes a change of every task of the actor that carries a label, and answers which these are. */
  async touchTasksWith(name: string, actor: Actor, transaction: EntityManager): Promise<Buffer[]> {
    const tasks = transaction
      .createQueryBuilder(TaskEntity, 'task')
      .select('task.id')
      .innerJoin('task_label', 'label', 'label.task_id = task.id AND label.name = :name', { name });
    const rows = await this.access.narrowToOwned(tasks, actor, 'task.projectId').getMany();
    const ids = rows.map(({ id }) => idToBytes(id));
    if (ids.length === 0) return ids;
    await noteTasks(transaction, 'task.id IN (?)', [ids]);
    await transaction.query('UPDATE task SET version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id IN (?)', [
      ids,
    ]);
    return ids;
  }
}
