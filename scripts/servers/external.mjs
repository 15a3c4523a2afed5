import { Problem } from '../problem.mjs';
import { schemaStatements } from './accounts.mjs';
import { databaseUrls, servingUrls } from './urls.mjs';

/**
 * Makes schemas and accounts on the server of `DATABASE_URL`. Without it, the services' own addresses are all set, and
 * whoever set them made the schemas.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<string, string>} passwords by account
 * @param {(line: string) => void} say
 */
export async function prepareExternalDatabase(env, passwords, say) {
  const url = env.DATABASE_URL;
  if (!url) return { url, env: {}, ready: Promise.resolve() };
  try {
    await runStatements(url, schemaStatements(passwords));
  } catch (error) {
    throw new Problem(
      `DATABASE_URL: ${error.message || error.code}. It should be mysql://user:password@host:port, with an account that ` +
        'may create schemas and accounts.',
    );
  }
  say('database: the one of DATABASE_URL');
  const serving = servingUrls(url, passwords);
  return { url, env: databaseUrls(url, passwords), serving, ready: Promise.resolve() };
}

async function runStatements(url, statements) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url, connectTimeout: 10_000 });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}
