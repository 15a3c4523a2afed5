import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';

interface Direction {
  from: 'task_id' | 'other_id';
  to: 'task_id' | 'other_id';
}

const ahead: Direction = { from: 'task_id', to: 'other_id' };
const behind: Direction = { from: 'other_id', to: 'task_id' };

/** Lets nobody else make one task block another until the transaction ends. Taken after the locks of all projects. */
export async function takeTurn(transaction: EntityManager): Promise<void> {
  await statement(transaction, 'SELECT id FROM relation_turn FOR UPDATE', []);
}

/**
 * Whether a task blocks another one, itself or through others. Looks from both ends, each time from the one where fewer are to
 * be looked at: of a new task, which blocks nothing yet, nothing is read but that.
 */
export async function blocks(blocker: string, blocked: string, transaction: EntityManager): Promise<boolean> {
  const ends = [search(blocker, ahead), search(blocked, behind)];
  while (ends.every(({ frontier }) => frontier.length > 0)) {
    const [near, far] = ends[0].frontier.length <= ends[1].frontier.length ? ends : [ends[1], ends[0]];
    await step(near, transaction);
    if (near.frontier.some((id) => far.seen.has(keyOf(id)))) return true;
  }
  return false;
}

interface Search {
  direction: Direction;
  frontier: Buffer[];
  seen: Set<string>;
}

function search(id: string, direction: Direction): Search {
  const start = idToBytes(id);
  return { direction, frontier: [start], seen: new Set([keyOf(start)]) };
}

/** Goes on to what has not been seen yet. */
async function step(search: Search, transaction: EntityManager): Promise<void> {
  const { from, to } = search.direction;
  const rows = await statement<{ id: Buffer }[]>(
    transaction,
    `SELECT DISTINCT ${to} AS id FROM task_relation WHERE ${from} IN (?) AND kind = 'blocks'`,
    [search.frontier],
  );
  search.frontier = rows.map(({ id }) => id).filter((id) => !search.seen.has(keyOf(id)));
  for (const id of search.frontier) search.seen.add(keyOf(id));
}

const keyOf = (id: Buffer): string => id.toString('hex');
