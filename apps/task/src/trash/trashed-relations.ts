import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { blocks, takeTurn } from '../relation/blocking.js';
import type { RelationRow } from '../relation/relation-row.js';

/** A relation with a task that is not restored along with it. */
interface Outward {
  row: RelationRow;
  far: string;
  /** Whether it is the restored task that blocks the other one. */
  leads: boolean;
}

interface Away {
  id: Buffer;
  trash_id: Buffer;
}

/** What becomes of relations when one of their tasks comes back. */
@Injectable()
export class TrashedRelations {
  /**
   * Keeps in an item those relations that can come back with it: what belongs to a task that is in the trash by itself waits there,
   * what belongs to one that is gone for good goes. Answers those that may close a circle.
   */
  async settle(trashId: Buffer, transaction: EntityManager): Promise<RelationRow[]> {
    const outward = await outwardOf(trashId, transaction);
    if (outward.length === 0) return [];
    const away = await findAway(
      outward.map(({ far }) => far),
      transaction,
    );
    const live = await findLive(
      outward.map(({ far }) => far).filter((id) => !away.has(id)),
      transaction,
    );
    const missing = outward.map(({ far }) => far).filter((id) => !away.has(id) && !live.has(id));
    // whoever was deleted between the two looks
    for (const [id, place] of await findAway(missing, transaction)) away.set(id, place);
    for (const { row, far } of outward.filter(({ far }) => !live.has(far))) {
      await passOn(row, trashId, away.get(far), transaction);
    }
    const back = outward.filter(({ row, far }) => live.has(far) && row.kind === 'blocks');
    const leading = back.filter(({ leads }) => leads).map(({ row }) => row);
    if (leading.length === back.length) return [];
    if (leading.length > 0) await takeTurn(transaction);
    return leading;
  }

  /** Removes those by which a task that is back would block itself: others have come to stand between them meanwhile. */
  async breakCircles(leading: RelationRow[], transaction: EntityManager): Promise<void> {
    for (const { id, task_id, other_id } of leading) {
      if (!(await blocks(bytesToId(other_id), bytesToId(task_id), transaction))) continue;
      await statement(transaction, 'DELETE FROM task_relation WHERE id = ?', [id]);
    }
  }
}

async function outwardOf(trashId: Buffer, transaction: EntityManager): Promise<Outward[]> {
  const sql = 'SELECT id, task_id, kind, other_id, added_at FROM trashed_task_relation WHERE trash_id = ?';
  const rows = await statement<RelationRow[]>(transaction, sql, [trashId]);
  if (rows.length === 0) return [];
  const ends = rows.flatMap(({ task_id, other_id }) => [task_id, other_id]);
  const inside = await statement<{ id: Buffer }[]>(
    transaction,
    'SELECT id FROM trashed_task WHERE trash_id = ? AND id IN (?)',
    [trashId, ends],
  );
  const within = new Set(inside.map(({ id }) => bytesToId(id)));
  return rows.flatMap((row): Outward[] => {
    const [from, to] = [bytesToId(row.task_id), bytesToId(row.other_id)];
    if (within.has(from) && within.has(to)) return [];
    return [{ row, far: within.has(from) ? to : from, leads: within.has(from) }];
  });
}

/** Where in the trash tasks are; locked, so that they stay there, and in this order, so that nothing else in the trash is. */
async function findAway(ids: string[], transaction: EntityManager): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await statement<Away[]>(
    transaction,
    `SELECT away.id, away.trash_id
     FROM trashed_task away FORCE INDEX (trashed_task_id) STRAIGHT_JOIN trash ON trash.id = away.trash_id
     WHERE away.id IN (?) FOR UPDATE`,
    [ids.map(idToBytes)],
  );
  return new Map(rows.map(({ id, trash_id }) => [bytesToId(id), trash_id]));
}

/** Which tasks are there; locked, so that they stay. */
async function findLive(ids: string[], transaction: EntityManager): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const sql = 'SELECT id FROM task WHERE id IN (?) FOR UPDATE';
  const rows = await statement<{ id: Buffer }[]>(transaction, sql, [ids.map(idToBytes)]);
  return new Set(rows.map(({ id }) => bytesToId(id)));
}

async function passOn(
  { id }: RelationRow,
  from: Buffer,
  to: Buffer | undefined,
  transaction: EntityManager,
): Promise<void> {
  const where = 'WHERE trash_id = ? AND id = ?';
  if (to) await statement(transaction, `UPDATE trashed_task_relation SET trash_id = ? ${where}`, [to, from, id]);
  else await statement(transaction, `DELETE FROM trashed_task_relation ${where}`, [from, id]);
}
