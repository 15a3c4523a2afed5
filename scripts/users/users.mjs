import { Problem } from '../problem.mjs';

const columns = `LOWER(HEX(id)) AS id, email, full_name, email_verified_at IS NOT NULL AS email_verified,
  is_admin AS is_administrator, disabled_at, created_at AS joined_at,
  (SELECT MAX(last_used_at) FROM session WHERE account_id = account.id AND idle_until > UTC_TIMESTAMP(3)
     AND expires_at > UTC_TIMESTAMP(3)) AS last_used_at`;

/**
 * Accounts, the oldest first: those whose address has these letters in it, or all.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {{ part?: string, limit?: number }} choice
 */
export async function readUsers(connection, { part, limit = Number.MAX_SAFE_INTEGER }) {
  const letters = `%${(part ?? '').toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const sql = `SELECT ${columns} FROM account WHERE email LIKE ? ORDER BY account.id LIMIT ?`;
  const [rows] = await connection.query(sql, [letters, limit]);
  return rows.map(userOf);
}

/**
 * The account with an address or an id.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {string} which
 */
export async function findUser(connection, which) {
  const [rows] = await connection.query(`SELECT ${columns} FROM account WHERE email = ? OR account.id = UNHEX(?)`, [
    which.toLowerCase(),
    /^[0-9a-f-]{36}$/i.test(which) ? which.replaceAll('-', '') : null,
  ]);
  if (rows.length === 0) throw new Problem(`There is no account ${which}.`);
  return userOf(rows[0]);
}

/**
 * The last that happened to the security of an account, the newest first.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {string} id
 */
export async function readLog(connection, id) {
  const [rows] = await connection.query(
    `SELECT event.happened_at, act, via, address, device, detail FROM security_event AS event
     LEFT JOIN security_origin AS origin ON event_id = event.id AND origin.account_id = event.account_id
     WHERE event.account_id = UNHEX(?) ORDER BY event.id DESC LIMIT 50`,
    [id.replaceAll('-', '')],
  );
  return rows.map((row) => ({ ...row, happened_at: moment(row.happened_at) }));
}

/**
 * What was done about the security of one account, or of all and the installation, the newest first. What told of a person is null
 * once that person's account is deleted.
 *
 * @param {import('mysql2/promise').Connection} connection
 * @param {{ id?: string, limit?: number }} choice
 */
export async function readAudit(connection, { id, limit = Number.MAX_SAFE_INTEGER }) {
  const [rows] = await connection.query(
    `SELECT event.happened_at, act, via, LOWER(HEX(event.account_id)) AS account_id, email,
       LOWER(HEX(actor_id)) AS actor_id, address, device, detail
     FROM security_event AS event LEFT JOIN security_origin ON event_id = event.id
     LEFT JOIN account ON account.id = event.account_id
     WHERE ${id === undefined ? 'TRUE' : 'event.account_id = UNHEX(?)'} ORDER BY event.id DESC LIMIT ?`,
    [...(id === undefined ? [] : [id.replaceAll('-', '')]), limit],
  );
  return rows.map(({ happened_at, account_id, actor_id, ...rest }) => ({
    happened_at: moment(happened_at),
    account_id: idOf(account_id),
    actor_id: idOf(actor_id),
    ...rest,
  }));
}

/** @param {import('mysql2/promise').Connection} connection */
export async function isRegistrationOpen(connection) {
  const [[{ registration_open: open }]] = await connection.query('SELECT registration_open FROM installation');
  return open === 1;
}

function userOf({ id, email_verified, is_administrator, disabled_at, joined_at, last_used_at, ...rest }) {
  return {
    id: idOf(id),
    ...rest,
    email_verified: email_verified === 1,
    is_administrator: is_administrator === 1,
    disabled_at: moment(disabled_at),
    joined_at: moment(joined_at),
    last_used_at: moment(last_used_at),
  };
}

const idOf = (hex) => hex?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') ?? null;

/** RFC 3339 UTC. */
const moment = (date) => date?.toISOString() ?? null;
