import { createConnection } from 'mysql2/promise';
import { asAdministrator } from '#testing/administrator.js';
import { eventually } from '#testing/eventually.js';
import type { Http } from '#testing/http.js';

/** Lets a personal token be over. */
export const expire = (token: string): Promise<void> =>
  inDatabase('UPDATE personal_token SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND', token);

/** Lets an account look after the installation. */
export const nameAdministrator = (account: string): Promise<void> =>
  inDatabase('UPDATE account SET is_admin = TRUE', account);

async function inDatabase(change: string, id: string): Promise<void> {
  const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
  await database.query(`${change} WHERE id = UNHEX(REPLACE(?, '-', ''))`, [id]);
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
