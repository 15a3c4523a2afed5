import type { EntityManager } from 'typeorm';
import { deferredStatement } from '#database/statement.js';

/**
 * Tasks that are shared alone have a part of the log of their own, so that those who see nothing else of a project are told
 * of nothing else. It counts as the project does, and is another one once the task is in another project.
 */
export const scopeOf = (alias: string): string => `UNHEX(LPAD(HEX(${alias}.number), 32, '0'))`;

/** The same, of a number that is known. */
export function scopeOfNumber(number: number): Buffer {
  const scope = Buffer.alloc(16);
  scope.writeBigUInt64BE(BigInt(number), 8);
  return scope;
}

/**
 * A query of rows for the log: what `found` names, once for each task around it that is shared alone. `found` is a query of
 * `kind`, `entity_id`, `task_id` and `user_id`.
 */
export const inSharedTasks = (found: string): string => `
  WITH RECURSIVE line AS (
    SELECT found.kind, found.entity_id, found.user_id, task.id, task.parent_id, task.project_id
    FROM (${found}) found JOIN task ON task.id = found.task_id
      JOIN project ON project.id = task.project_id AND project.shares_tasks
    UNION ALL
    SELECT line.kind, line.entity_id, line.user_id, task.id, task.parent_id, task.project_id
    FROM line JOIN task ON task.id = line.parent_id
  )
  SELECT ${scopeOf('shared_task')}, line.kind, line.entity_id, project.seq, UTC_DATE(), line.user_id
  FROM line JOIN shared_task ON shared_task.task_id = line.id AND shared_task.gone_on IS NULL
    JOIN project ON project.id = line.project_id`;

/**
 * Has the log follow tasks that a condition on `task` holds for, where they are shared alone: into it, and to another project.
 * The caller holds the lock of the project.
 */
export async function followShared(transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> {
  await deferredStatement(
    transaction,
    `UPDATE task STRAIGHT_JOIN shared_task ON shared_task.task_id = task.id AND shared_task.gone_on IS NULL
     SET shared_task.gone_on = UTC_DATE() WHERE shared_task.project_id <> task.project_id AND ${where}`,
    parameters,
  );
  await deferredStatement(
    transaction,
    `INSERT INTO shared_task (task_id, project_id)
     SELECT DISTINCT task.id, task.project_id FROM task JOIN task_member ON task_member.task_id = task.id
       LEFT JOIN shared_task known ON known.task_id = task.id AND known.gone_on IS NULL
     WHERE known.number IS NULL AND ${where}`,
    parameters,
  );
  await deferredStatement(
    transaction,
    `UPDATE task STRAIGHT_JOIN shared_task ON shared_task.task_id = task.id AND shared_task.gone_on IS NULL
       STRAIGHT_JOIN project ON project.id = task.project_id
     SET project.shares_tasks = TRUE WHERE ${where}`,
    parameters,
  );
  sharingNone.delete(transaction);
}

/** Projects that are locked in a transaction and share no task alone, where there is nothing to be noted twice. */
const sharingNone = new WeakMap<EntityManager, Set<string>>();

export function rememberSharingNone(transaction: EntityManager, projectId: string): void {
  sharingNone.set(transaction, (sharingNone.get(transaction) ?? new Set()).add(projectId));
}

export const sharesNone = (transaction: EntityManager, projectId: string): boolean =>
  sharingNone.get(transaction)?.has(projectId) ?? false;
