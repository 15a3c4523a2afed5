import { createConnection } from 'mysql2/promise';
import { Problem } from './problem.mjs';

/**
 * Opens the schema of a service, for reading only unless `writes`, lets `work` use the connection, and closes it.
 *
 * @template T
 * @param {string} url
 * @param {(connection: import('mysql2/promise').Connection) => Promise<T>} work
 * @param {{ service?: string, writes?: boolean }} [options]
 * @returns {Promise<T>}
 */
export async function withDatabase(url, work, { service = 'user', writes = false } = {}) {
  const cannot = (error) => {
    throw new Problem(`The database at ${new URL(url).host} cannot be used: ${error.message || error.code}`);
  };
  const connection = await createConnection({ uri: url, timezone: 'Z', connectTimeout: 5000 }).catch(cannot);
  try {
    if (!writes) await connection.query('SET SESSION TRANSACTION READ ONLY');
    return await work(connection);
  } catch (error) {
    if (error.code === 'ER_NO_SUCH_TABLE') throw new Problem(`The ${service} service has not been started there yet.`);
    throw error.sqlState ? cannot(error) : error;
  } finally {
    await connection.end().catch(() => undefined);
  }
}
