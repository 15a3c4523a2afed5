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
