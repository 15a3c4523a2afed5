import { createConnection } from 'mysql2/promise';
import { Problem } from '../problem.mjs';

/**
 * Opens the user service's schema, for reading only unless `writes`, lets `work` use the connection, and closes it.
 *
 * @template T
 * @param {string} url
 * @param {(connection: import('mysql2/promise').Connection) => Promise<T>} work
 * @param {{ writes?: boolean }} [options]
 * @returns {Promise<T>}
 */
export async function withDatabase(url, work, { writes = false } = {}) {
  const cannot = (error) => {
    throw new Problem(`The database at ${new URL(url).host} cannot be used: ${error.message || error.code}`);
  };
  const connection = await createConnection({ uri: url, timezone: 'Z', connectTimeout: 5000 }).catch(cannot);
  try {
    if (!writes) await connection.query('SET SESSION TRANSACTION READ ONLY');
    return await work(connection);
  } catch (error) {
    if (error.code === 'ER_NO_SUCH_TABLE') throw new Problem('The user service has not been started there yet.');
    throw error.sqlState ? cannot(error) : error;
  } finally {
    await connection.end().catch(() => undefined);
  }
}

/**
 * Deletions of accounts, the first that was requested first: of one account, or all.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {string} [id]
 */
export async function readDeletions(connection, id) {
  const [rows] = await connection.query(
    `SELECT LOWER(HEX(account_id)) AS id, requested_at, tries, ask_again_at, completed_at, participant, purged_at
     FROM deletion JOIN deletion_step USING (account_id)
     WHERE ? IS NULL OR account_id = UNHEX(?)
     ORDER BY requested_at, account_id, participant`,
    [id ?? null, id?.replaceAll('-', '') ?? null],
  );
  const deletions = new Map();
  for (const row of rows) {
    const deletion = deletions.get(row.id) ?? deletionOf(row);
    deletion.purged_at[row.participant] = moment(row.purged_at);
    deletions.set(row.id, deletion);
  }
  return [...deletions.values()];
}

function deletionOf({ id, requested_at, tries, ask_again_at, completed_at }) {
  return {
    account_id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    requested_at: moment(requested_at),
    /** by participant; null while its answer is awaited */
    purged_at: {},
    completed_at: moment(completed_at),
    tries,
    ask_again_at: completed_at ? null : moment(ask_again_at),
  };
}

/** RFC 3339 UTC. */
const moment = (date) => date?.toISOString() ?? null;
