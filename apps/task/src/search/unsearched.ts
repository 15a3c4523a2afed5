import type { EntityManager } from 'typeorm';
import { statement } from '#database/statement.js';
import type { Changed, Owned } from './word-index.js';

/** A project, how many changes there were in it, and up to which of them its words are known. */
export interface Project extends Owned {
  seq: unknown;
  searchedSeq: unknown;
}

/** Changes of a project that are few. */
const few = 20;

/** In SQL: changes of what can be found. */
const found = "kind IN ('task', 'note', 'project_note')";

/** Those of some projects that are still there. */
export function projectsIn(ids: Buffer[], transaction: EntityManager): Promise<Project[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const sql = 'SELECT id, user_id AS ownerId, seq, searched_seq AS searchedSeq FROM project WHERE id IN (?)';
  return statement<Project[]>(transaction, sql, [ids]);
}

/** All that changed in those of the projects that have few changes, and the projects that have more. */
export async function smallChanges(
  projects: Project[],
  transaction: EntityManager,
): Promise<{ small: Changed<Project>[]; large: Project[] }> {
  if (projects.length === 0) return { small: [], large: [] };
  const changes = `(SELECT ? AS project, entity_id FROM change_log
    WHERE scope_id = ? AND ${found} AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${few + 1})`;
  const rows = await statement<{ project: unknown; entity_id: Buffer }[]>(
    transaction,
    projects.map(() => changes).join(' UNION ALL '),
    projects.flatMap(({ id, seq, searchedSeq }, index) => [index, id, searchedSeq, seq]),
  );
  const ids = projects.map((): Buffer[] => []);
  for (const { project, entity_id } of rows) ids[Number(project)].push(entity_id);
  return {
    small: projects.map((project, index) => ({ project, ids: ids[index] })).filter((each) => each.ids.length <= few),
    large: projects.filter((_, index) => ids[index].length > few),
  };
}

/**
 * The ids of what changed next in a project: `most`, or fewer where there are no more, and all else that has the same count as
 * the last; and the count up to which that is.
 */
export async function nextChanges(
  { id, seq, searchedSeq }: Project,
  most: number,
  transaction: EntityManager,
): Promise<{ ids: Buffer[]; seq: unknown }> {
  const noted = (condition: string, parameters: unknown[]): Promise<{ entity_id: Buffer; seq: unknown }[]> =>
    statement(
      transaction,
      `SELECT entity_id, seq FROM change_log
       WHERE scope_id = ? AND ${found} AND ${condition}`,
      [id, ...parameters],
    );
  const some = await noted('seq > ? AND seq <= ? ORDER BY seq LIMIT ?', [searchedSeq, seq, most]);
  if (some.length < most) return { ids: some.map((row) => row.entity_id), seq };
  const last = some.at(-1)!.seq;
  const ofLast = await noted('seq = ?', [last]);
  const rows = [...some.filter((row) => row.seq !== last), ...ofLast];
  return { ids: rows.map((row) => row.entity_id), seq: last };
}
