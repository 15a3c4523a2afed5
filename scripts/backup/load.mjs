import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { createConnection, escapeId } from 'mysql2/promise';

/**
 * Runs the statements of a file of `dumpSchemas` in a schema, instead of all tables that are there.
 *
 * @param {string} url of the account that the schema belongs to
 * @param {string} file
 */
export async function loadSchema(url, file) {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    await removeTables(connection);
    const content = createReadStream(file).pipe(createGunzip());
    for await (const line of createInterface({ input: content, crlfDelay: Infinity })) {
      if (line) await connection.query(line.replace(/;$/, ''));
    }
  } finally {
    await connection.end();
  }
}

async function removeTables(connection) {
  const [tables] = await connection.query(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
  );
  await connection.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const { name } of tables) await connection.query(`DROP TABLE ${escapeId(name)}`);
}

/**
 * How many accounts an installation has; none before its first start.
 *
 * @param {string} url of the user service's schema
 * @returns {Promise<number>}
 */
export async function countAccounts(url) {
  const connection = await createConnection({ uri: url });
  try {
    const [[{ count }]] = await connection.query('SELECT COUNT(*) AS count FROM account');
    return Number(count);
  } catch (error) {
    if (error.code === 'ER_NO_SUCH_TABLE') return 0;
    throw error;
  } finally {
    await connection.end();
  }
}
