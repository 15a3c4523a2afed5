import type { EntityManager } from 'typeorm';
import { batched } from '#database/batched.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { noteFound } from '../sync/changes.js';

/** A table whose rows have a `position`, and which of its rows are each other's siblings. */
export interface Siblings {
  table: 'project' | 'section' | 'task' | 'label' | 'saved_filter';
  where: string;
  parameters: unknown[];
}

/** The column that tells in which project a row changes. */
const scopeOf = { project: 'id', section: 'project_id', task: 'project_id', label: 'user_id', saved_filter: 'user_id' };

/**
 * The position for a row among its siblings: after the last, or the one that is asked for, where the siblings from there on
 * make room, as far as the next gap: the place that the row itself leaves is one. The caller holds the lock under which all of
 * them are ordered.
 */
export async function positionAmong(
  { table, where, parameters }: Siblings,
  wanted: number | null | undefined,
  transaction: EntityManager,
  moving?: string,
): Promise<number> {
  if (wanted == null) return (await lastPosition({ table, where, parameters }, transaction)) + 1;
  const others = moving === undefined ? where : `${where} AND id <> ?`;
  const values = [...parameters, ...(moving === undefined ? [] : [idToBytes(moving)])];
  if (await isTaken({ table, where: others, parameters: values }, wanted, transaction)) {
    const last = await lastBeforeGap(
      `SELECT position FROM ${table} WHERE ${others} AND position >= ?`,
      [...values, wanted],
      transaction,
    );
    const inTheWay = `${others} AND position BETWEEN ? AND ?`;
    const these = [...values, wanted, last];
    const shifted = `SELECT ${scopeOf[table]} AS scope_id, id AS entity_id FROM ${table} WHERE ${inTheWay}`;
    await noteFound(transaction, { [table]: shifted }, these);
    await transaction.query(
      `UPDATE ${table} SET position = position + 1, version = version + 1 WHERE ${inTheWay}`,
      these,
    );
  }
  return wanted;
}

/** The position for a row that comes back: the one that it had, or after the last when another one has that by now. */
export async function positionAgain(siblings: Siblings, had: number, transaction: EntityManager): Promise<number> {
  return (await isTaken(siblings, had, transaction)) ? positionAmong(siblings, null, transaction) : had;
}

async function isTaken(
  { table, where, parameters }: Siblings,
  position: number,
  transaction: EntityManager,
): Promise<boolean> {
  const [row] = await transaction.query<{ taken: unknown }[]>(
    `SELECT EXISTS (SELECT 1 FROM ${table} WHERE ${where} AND position = ?) AS taken`,
    [...parameters, position],
  );
  return Number(row?.taken) === 1;
}

/** The last of the positions that follow each other without a gap. */
async function lastBeforeGap(positions: string, parameters: unknown[], transaction: EntityManager): Promise<number> {
  const [row] = await transaction.query<{ position: unknown }[]>(
    `SELECT position FROM (SELECT position, LEAD(position) OVER (ORDER BY position) AS next_position FROM (${positions}) taken) run
     WHERE next_position IS NULL OR next_position > position + 1 ORDER BY position LIMIT 1`,
    parameters,
  );
  return Number(row.position);
}

/** The position of the last sibling, 0 where there is none. */
const lastPosition = batched(async (all: Siblings[], transaction): Promise<number[]> => {
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
});
