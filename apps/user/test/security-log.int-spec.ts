import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import { accountContract } from '#contracts/account.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { type RunningService, startService } from '#testing/service.js';
import { LogSweeper } from '../src/security/log-sweeper.js';
import { userService } from '../src/user.service.js';

let user: RunningService;

beforeAll(async () => void (user = await startService(userService)));
afterAll(() => user.stop());

const password = 'correct horse battery';

async function register(): Promise<string> {
  const account = { email: `${randomUUID()}@example.org`, password, full_name: 'Sam Doe' };
  return (await user.client(accountContract).register(account)).user.id;
}

const query = <T>(sql: string, values: unknown[]): Promise<T> => user.dataSource.query<T>(sql, values);

/** Lines of each kind that tell of an account. */
async function linesOf(id: string): Promise<[events: number, origins: number]> {
  const count = async (table: string): Promise<number> => {
    const [row] = await query<{ n: unknown }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE account_id = ?`, [
      idToBytes(id),
    ]);
    return Number(row?.n);
  };
  return [await count('security_event'), await count('security_origin')];
}

describe('the security log', () => {
  it.each([
    `UPDATE security_event SET act = 'session.ended' WHERE account_id = ?`,
    'UPDATE security_event SET happened_at = happened_at - INTERVAL 10 YEAR WHERE account_id = ?',
    'DELETE FROM security_event WHERE account_id = ?',
    `UPDATE security_origin SET address = '192.0.2.1' WHERE account_id = ?`,
    'DELETE FROM security_origin WHERE account_id = ?',
    `REPLACE INTO security_event (id, account_id, act, happened_at)
     SELECT id, account_id, 'session.ended', happened_at FROM security_event WHERE account_id = ?`,
  ])('cannot be changed with the service’s own account of the database: %s', async (sql) => {
    const id = await register();
    await expect(query(sql, [idToBytes(id)])).rejects.toMatchObject({
      sqlState: expect.stringMatching(/45000|23000/) as unknown,
    });
    expect(await linesOf(id)).toEqual([2, 2]);
  });

  it('stays guarded where the service works with an account that cannot change its schema', async () => {
    const { USER_DATABASE_URL: url } = JSON.parse(process.env.ERRAND_TEST_SERVING!) as Record<string, string>;
    const connection = await createConnection(url);
    try {
      await connection.query('SELECT id FROM security_event LIMIT 1 FOR UPDATE');
      for (const sql of [
        'DROP TRIGGER security_event_kept',
        `CREATE TRIGGER mine BEFORE INSERT ON security_event FOR EACH ROW SET NEW.act = 'session.ended'`,
        'ALTER TABLE security_event DROP COLUMN via',
        'RENAME TABLE security_event TO mine',
        'DROP TABLE security_origin',
        'TRUNCATE TABLE security_origin',
        'CREATE TABLE mine (id INT)',
      ])
        await expect(connection.query(sql)).rejects.toThrow(/denied/);
    } finally {
      await connection.end();
    }
  });

  it('cannot be emptied', async () => {
    await expect(user.dataSource.query('TRUNCATE TABLE security_event')).rejects.toThrow(/foreign key/i);
  });

  it('keeps what was done when the account is deleted, and nothing of the person', async () => {
    const id = await register();
    await user.client(accountContract).delete({ current_password: password }, { user_id: id });
    expect(await linesOf(id)).toEqual([3, 0]);
  });

  it('notes who exports everything, and refuses who does not know the password', async () => {
    const id = await register();
    const security = user.client(securityContract);
    await expect(security.confirmExport({ current_password: 'wrong' }, { user_id: id })).rejects.toMatchObject({
      code: 'account.wrong_password',
    });
    await security.confirmExport({ current_password: password }, { user_id: id });
    const { results } = await security.list({}, { user_id: id });
    expect(results.map(({ act }) => act)).toEqual(['account.exported', 'session.started', 'account.registered']);
  });

  it('forgets what is older than it has to be kept, and no more', async () => {
    const id = await register();
    for (const days of [399, 401]) {
      const event = idToBytes(newId());
      const line = [event, idToBytes(id), days];
      await query(
        `INSERT INTO security_event (id, account_id, act, happened_at)
         VALUES (?, ?, 'session.ended', UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
        line,
      );
      await query(
        `INSERT INTO security_origin (event_id, account_id, happened_at)
         VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
        line,
      );
    }
    await user.app.get(LogSweeper).sweep();
    expect(await linesOf(id)).toEqual([3, 3]);
  });
});
