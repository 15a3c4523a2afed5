/**
 * Runs statements on a database server.
 *
 * @param {string} url mysql://user:password@host:port
 * @param {string[]} statements
 */
export async function runStatements(url, statements) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url, connectTimeout: 10_000 });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}
