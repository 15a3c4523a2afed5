import { createHash } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** Lets the minute of a code be over. */
export async function expire(code: string): Promise<void> {
  const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
  await database.query('UPDATE app_code SET expires_at = UTC_TIMESTAMP(3) WHERE hash = ?', [
    createHash('sha256').update(code).digest(),
  ]);
  await database.end();
}
