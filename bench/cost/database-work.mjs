import { createConnection } from 'mysql2/promise';

const counters = {
  'log bytes': 'Innodb_os_log_written',
  statements: 'Questions',
};

/**
 * What a database has done since it started.
 *
 * @param {string} url
 * @returns {Promise<Record<string, number>>}
 */
export async function databaseWork(url) {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query('SHOW GLOBAL STATUS');
    const value = (variable) => Number(rows.find(({ Variable_name: name }) => name === variable)?.Value);
    return Object.fromEntries(Object.entries(counters).map(([name, variable]) => [name, value(variable)]));
  } finally {
    await connection.end();
  }
}
