import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';

type Table = 'project' | 'task';

interface Row {
  id: Buffer;
  depth: number;
}

interface Line {
  ids: string[];
  /** How many steps the farthest one is away. */
  depth: number;
}

/** Levels that tasks may have under each other: who may do what with one is looked for in all that are above it. */
export const mostLevels = 500;

/** A row and everything under it. */
export function downFrom(table: Table, id: string, transaction: EntityManager): Promise<Line> {
  return walk(
    `SELECT next.id, depth + 1 FROM ${table} next JOIN line ON next.parent_id = line.id`,
    table,
    id,
    transaction,
  );
}

/** A row and everything above it. */
export function upFrom(table: Table, id: string, transaction: EntityManager): Promise<Line> {
  const step = `SELECT next.id, depth + 1 FROM ${table} here JOIN line ON here.id = line.id JOIN ${table} next ON next.id = here.parent_id`;
  return walk(step, table, id, transaction);
}

async function walk(step: string, table: Table, id: string, transaction: EntityManager): Promise<Line> {
  const rows = await transaction.query<Row[]>(
    `WITH RECURSIVE line AS (SELECT id, 0 AS depth FROM ${table} WHERE id = ? UNION ALL ${step})
     SELECT id, depth FROM line ORDER BY depth`,
    [idToBytes(id)],
  );
  return { ids: rows.map((row) => bytesToId(row.id)), depth: Number(rows.at(-1)?.depth ?? 0) };
}
