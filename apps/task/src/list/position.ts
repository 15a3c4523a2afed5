import type { EntityManager } from 'typeorm';
import { batched } from '#database/batched.js';
import { statement } from '#database/statement.js';
import { noteFound } from '../sync/changes.js';

/** A table whose rows have a `position`, and which of its rows are each other's siblings. */
interface Siblings {
  table: 'project' | 'section' | 'task' | 'label' | 'saved_filter';
  where: string;
  parameters: unknown[];
}

/** The column that tells in which project a row changes. */
const scopeOf = { project: 'id', section: 'project_id', task: 'project_id', label: 'user_id', saved_filter: 'user_id' };

/**
 * The position for a row among its siblings: after the last, or the one that is asked for, where the siblings from there on
 * make room. The caller holds the lock under which all of them are ordered.
 */
export async function positionAmong(
  { table, where, parameters }: Siblings,
  wanted: number | null | undefined,
  transaction: EntityManager,
): Promise<number> {
  if (wanted == null) return (await lastPosition({ table, where, parameters }, transaction)) + 1;
  const [row] = await transaction.query<{ taken: unknown }[]>(
    `SELECT EXISTS (SELECT 1 FROM ${table} WHERE ${where} AND position = ?) AS taken`,
    [...parameters, wanted],
  );
  if (Number(row?.taken) === 1) {
    const shifted = `SELECT ${scopeOf[table]} AS scope_id, id AS entity_id FROM ${table} WHERE ${where} AND position >= ?`;
    await noteFound(transaction, table, shifted, [...parameters, wanted]);
    await transaction.query(
      `UPDATE ${table} SET position = position + 1, version = version + 1 WHERE ${where} AND position >= ?`,
      [...parameters, wanted],
    );
  }
  return wanted;
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
