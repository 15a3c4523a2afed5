import { randomUUID } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { asAdministrator } from '#testing/administrator.js';
import { eventually } from '#testing/eventually.js';
import type { Http } from '#testing/http.js';

/** Lets a personal token be over. */
export const expire = (token: string): Promise<void> =>
  inDatabase('UPDATE personal_token SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?', token);

/** Lets an account look after the installation. */
export const nameAdministrator = (account: string): Promise<void> =>
  inDatabase('UPDATE account SET is_admin = TRUE WHERE id = ?', account);

/** An identity at a provider that opens an account, by its id. */
export async function anIdentity(account: string): Promise<string> {
  const id = randomUUID();
  const sql = `INSERT INTO identity (id, account_id, provider, subject_hash, created_at)
    VALUES (?, ?, 'corp', RANDOM_BYTES(32), UTC_TIMESTAMP(3))`;
  await inDatabase(sql, id, account);
  return id;
}

/** A passkey of an account, by its id; no device has it. */
export async function aPasskey(account: string): Promise<string> {
  const id = randomUUID();
  const sql = `INSERT INTO passkey (id, account_id, name, credential_hash, credential_id, public_key, counter, transports, created_at)
    VALUES (?, ?, 'Laptop', RANDOM_BYTES(32), 'none', '', 0, '', UTC_TIMESTAMP(3))`;
  await inDatabase(sql, id, account);
  return id;
}

async function inDatabase(sql: string, ...ids: string[]): Promise<void> {
  const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
  await database.query(
    sql,
    ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')),
  );
  await database.end();
}

/** Has an account disabled, and waits until none of what was given to it is good any more. */
export async function disable(account: string, given: Http[]): Promise<void> {
  const admin = await asAdministrator();
  const { status } = await admin.post(`/api/v1/admin/accounts/${account}`, { state: 'disabled' });
  if (status !== 200) throw new Error(`Disabling an account answered ${status}`);
  await eventually(async () => {
    const answers = await Promise.all(given.map((http) => http.get('/api/v1/user')));
    if (answers.some((answer) => answer.status !== 401)) throw new Error('A disabled account is still let in');
  });
}
