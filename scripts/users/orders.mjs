import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.mjs';

/** Milliseconds that the user service may take; it looks once a second. */
const PATIENCE = 15_000;
const PAUSE = 100;

/**
 * Has the user service do something, by a line in its schema, and waits until it has. One that does not run does it never: the
 * order is taken back.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {string} act
 * @param {string} [accountId]
 */
export async function order(connection, act, accountId) {
  const id = randomBytes(16);
  await connection.query('DELETE FROM operator_order WHERE ordered_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY');
  await connection.query(
    'INSERT INTO operator_order (id, act, account_id, ordered_at) VALUES (?, ?, UNHEX(?), UTC_TIMESTAMP(3))',
    [id, act, accountId?.replaceAll('-', '') ?? null],
  );
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const [[{ done, refusal }]] = await connection.query(
      'SELECT done_at IS NOT NULL AS done, refusal FROM operator_order WHERE id = ?',
      [id],
    );
    if (done) {
      await connection.query('DELETE FROM operator_order WHERE id = ?', [id]);
      if (refusal) throw new Problem(refusal);
      return;
    }
    await sleep(PAUSE);
  }
  const [{ affectedRows }] = await connection.query('DELETE FROM operator_order WHERE id = ? AND done_at IS NULL', [
    id,
  ]);
  if (affectedRows > 0)
    throw new Problem('Nothing was done: the user service does not run, or cannot reach its database.');
}
