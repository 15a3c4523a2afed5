import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { statement } from '#database/statement.js';
import { relationColumns, type RelationRow } from '../relation/relation-row.js';
import { note } from '../sync/changes.js';
import type { TaskEntity } from '../task/task.entity.js';
import type { CopyIds } from './task-copies.js';

/** Puts the labels of tasks on their copies. */
export async function copyLabels(ids: CopyIds, transaction: EntityManager): Promise<void> {
  if (ids.size === 0) return;
  const rows = await statement<{ task_id: Buffer; name: string; position: number }[]>(
    transaction,
    'SELECT task_id, name, position FROM task_label WHERE task_id IN (?)',
    [[...ids.keys()].map(idToBytes)],
  );
  if (rows.length === 0) return;
  const copies = rows.map(({ task_id, name, position }) => [copyOf(task_id, ids), name, position]);
  await insertRows('task_label', ['task_id', 'name', 'position'], copies, transaction);
}

/** Has copies stand to each other as what they are copies of does. */
export async function copyRelations(
  ids: CopyIds,
  copies: ReadonlyMap<string, TaskEntity>,
  at: Date,
  transaction: EntityManager,
): Promise<void> {
  if (ids.size < 2) return;
  const tasks = [...ids.keys()].map(idToBytes);
  const rows = await statement<RelationRow[]>(
    transaction,
    `SELECT ${relationColumns} FROM task_relation relation WHERE task_id IN (?) AND other_id IN (?)`,
    [tasks, tasks],
  );
  if (rows.length === 0) return;
  const made = rows.map(({ task_id, kind, other_id }): RelationRow => {
    const [from, to] = [copyOf(task_id, ids), copyOf(other_id, ids)];
    const [first, second] = kind === 'relates_to' && from.compare(to) > 0 ? [to, from] : [from, to];
    return { id: idToBytes(newId()), task_id: first, kind, other_id: second, added_at: at };
  });
  await insertRows(
    'task_relation',
    Object.keys(made[0]),
    made.map((row): unknown[] => Object.values(row)),
    transaction,
  );
  const [{ projectId: scopeId }] = copies.values();
  await note(
    transaction,
    'task_relation',
    made.flatMap(({ id, task_id, other_id }) =>
      [task_id, other_id].map((end) => ({ scopeId, id: bytesToId(id), taskId: bytesToId(end) })),
    ),
  );
}

const copyOf = (id: Buffer, ids: CopyIds): Buffer => idToBytes(ids.get(bytesToId(id))!);
