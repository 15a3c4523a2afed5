import type { EntityManager } from 'typeorm';
import { furthest } from '#contracts/fields.js';
import { batched } from '#database/batched.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { noteFound } from '../sync/changes.js';
import { gap, makeRoom, type Placed } from './make-room.js';

/** Rows that one statement writes. */
const batch = 500;

/** A table whose rows have a `position`, and which of its rows are each other's siblings. */
export interface Siblings {
  table: 'project' | 'section' | 'task' | 'label' | 'saved_filter';
  where: string;
  parameters: unknown[];
}

/** The column that tells in which project a row changes. */
const scopeOf = { project: 'id', section: 'project_id', task: 'project_id', label: 'user_id', saved_filter: 'user_id' };

/**
 * The position for a row among its siblings: a gap after the last, or the one that is asked for, from which whoever has it
 * moves on (`makeRoom`). The caller holds the lock under which all of them are ordered.
 */
export async function positionAmong(
  siblings: Siblings,
  wanted: number | null | undefined,
  transaction: EntityManager,
  moving?: string,
): Promise<number> {
  if (wanted == null) return after(await lastPosition(siblings, transaction));
  const following = (most: number): Promise<Placed[]> => from(wanted, siblings, most, transaction, moving);
  const [there] = await following(1);
  if (there?.position === wanted) await write(siblings.table, await makeRoom(following), transaction);
  return wanted;
}

/** The position for a row that comes back: the one that it had, or after the last when another one has that by now. */
export async function positionAgain(siblings: Siblings, had: number, transaction: EntityManager): Promise<number> {
  const [there] = await from(had, siblings, 1, transaction);
  return there?.position === had ? positionAmong(siblings, null, transaction) : had;
}

/** The siblings from a position on, without the one that is moving. */
async function from(
  position: number,
  { table, where, parameters }: Siblings,
  most: number,
  transaction: EntityManager,
  moving?: string,
): Promise<Placed[]> {
  const others = moving === undefined ? '' : 'AND id <> ?';
  const rows = await statement<Placed[]>(
    transaction,
    `SELECT id, position FROM ${table} WHERE ${where} AND position >= ? ${others} ORDER BY position, id LIMIT ?`,
    [...parameters, position, ...(moving === undefined ? [] : [idToBytes(moving)]), most],
  );
  return rows.map((row) => ({ id: row.id, position: Number(row.position) }));
}

async function write(table: Siblings['table'], rows: Placed[], transaction: EntityManager): Promise<void> {
  for (let begin = 0; begin < rows.length; begin += batch) {
    const some = rows.slice(begin, begin + batch);
    const ids = some.map(({ id }) => id);
    const moved = `SELECT ${scopeOf[table]} AS scope_id, id AS entity_id FROM ${table} WHERE id IN (?)`;
    await noteFound(transaction, { [table]: moved }, [ids]);
    await transaction.query(
      `UPDATE ${table} SET position = CASE id ${some.map(() => 'WHEN ? THEN ?').join(' ')} END, version = version + 1
       WHERE id IN (?)`,
      [...some.flatMap(({ id, position }) => [id, position]), ids],
    );
  }
}

/** Where a row comes that follows all of its siblings, of which the last has this position. */
export const after = (last: number): number => Math.min(last + gap, furthest);

const lastPosition = batched((all: Siblings[], transaction) => lastPositions(all, transaction));

/** The positions of the last siblings, 0 where there are none. */
export async function lastPositions(all: Siblings[], transaction: EntityManager): Promise<number[]> {
  if (all.length === 0) return [];
  const selects = all.map(
    ({ table, where }, index) => `SELECT ${index} AS n, MAX(position) AS last FROM ${table} WHERE ${where}`,
  );
  const rows = await statement<{ n: unknown; last: unknown }[]>(
    transaction,
    selects.join(' UNION ALL '),
    all.flatMap(({ parameters }) => parameters),
  );
  const positions = all.map(() => 0);
  for (const { n, last } of rows) positions[Number(n)] = Number(last ?? 0);
  return positions;
}
