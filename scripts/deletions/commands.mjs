import { Problem } from '../problem.mjs';
import { table } from '../table.mjs';
import { readDeletions } from './deletions.mjs';

/** Deletions that are complete and shown all the same, unless all are wanted. */
const LATEST = 20;

/**
 * @typedef {import('mysql2/promise').Connection} Connection
 * @typedef {{ data: unknown, text: string }} Answer the same for programs and for people
 */

/** @type {Record<string, (connection: Connection, choice: { id?: string, all?: boolean }) => Promise<Answer>>} */
export const commands = {
  async list(connection, { id, all }) {
    const known = await readDeletions(connection, id);
    if (id && known.length === 0) throw new Problem(`No account ${id} was deleted.`);
    const underWay = known.filter(({ completed_at }) => !completed_at);
    const complete = known.filter(({ completed_at }) => completed_at).reverse();
    const data = [...underWay, ...complete.slice(0, all ? undefined : LATEST)];
    return { data, text: inWords(data, known.length - data.length) };
  },
};

function inWords(deletions, more) {
  if (deletions.length === 0) return 'No account was deleted.';
  const participants = new Set(deletions.flatMap(({ purged_at }) => Object.keys(purged_at)));
  const columns = {
    ACCOUNT: ({ account_id }) => account_id,
    REQUESTED: ({ requested_at }) => requested_at,
    ...Object.fromEntries([...participants].map((name) => [`${name.toUpperCase()} PURGED`, purgedBy(name)])),
    COMPLETED: ({ completed_at }) => completed_at,
    TRIES: ({ tries }) => tries,
    NEXT: ({ ask_again_at }) => ask_again_at,
  };
  return table(columns, deletions) + (more > 0 ? `\nand ${more} more that are complete: say --all` : '');
}

const purgedBy =
  (name) =>
  ({ purged_at }) =>
    name in purged_at ? (purged_at[name] ?? 'waiting') : null;
