import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { root } from '../root.mjs';
import { clock, fine, isAtLeast, problem, warning } from './finding.mjs';

const LEAST = { MySQL: '8.4', MariaDB: '10.11' };

/**
 * Looks at the schema of a service as its account sees it: whether it opens, on which server, what the account may do and
 * see, and whether the schema is of this version.
 *
 * @param {string} service
 * @param {string | undefined} url
 * @param {{ migratedByJob: boolean }} options whether it works with an account that does not change its schema
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examineDatabase(service, url, { migratedByJob }) {
  const what = `${service} database`;
  const variable = `${service.toUpperCase()}_DATABASE_URL`;
  if (!url) return [problem(what, `${variable} is not set`, 'Set it, or run this where Errand was started.')];
  let connection;
  try {
    connection = await createConnection({
      uri: url.replace(/^mariadb:/, 'mysql:'),
      timezone: 'Z',
      connectTimeout: 5000,
    });
    return [
      fine(what, `opens, at ${new URL(url).host}`),
      await version(what, connection),
      await time(what, connection),
      await rights(what, connection, { service, migratedByJob }),
      await schema(what, connection, service),
    ];
  } catch (error) {
    return [problem(what, error.message || error.code, `Is the server up, and is ${variable} right?`)];
  } finally {
    await connection?.end().catch(() => undefined);
  }
}

async function version(what, connection) {
  const [[{ version: is }]] = await connection.query('SELECT VERSION() AS version');
  const kind = is.includes('MariaDB') ? 'MariaDB' : 'MySQL';
  const found = `${kind} ${is}`;
  if (isAtLeast(is, LEAST[kind])) return fine(`${what} version`, found);
  return problem(`${what} version`, found, `Use ${kind} ${LEAST[kind]} or later.`);
}

async function time(what, connection) {
  const asked = Date.now();
  const [[{ now }]] = await connection.query('SELECT UTC_TIMESTAMP(3) AS now');
  return clock(what, now.getTime(), asked, Date.now());
}

/** Each service may change its own schema, unless a job does, and look into no other. */
async function rights(what, connection, { service, migratedByJob }) {
  const name = `${what} account`;
  const [rows] = await connection.query('SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA');
  const others = rows.map((row) => row.name).filter((each) => /^errand_/.test(each) && each !== `errand_${service}`);
  const [[{ may }]] = await connection.query(
    `SELECT COUNT(*) AS may FROM information_schema.SCHEMA_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('CREATE', 'ALTER', 'TRIGGER')`,
  );
  if (others.length > 0) {
    return warning(name, `also sees ${others.join(', ')}`, 'Give each service an account for its own schema alone.');
  }
  if (Number(may) > 0) return fine(name, 'may change its schema, and sees no other');
  if (migratedByJob) return fine(name, 'may not change its schema, which a job does, and sees no other');
  return problem(name, 'may not change its schema', 'Grant it ALL PRIVILEGES on its schema, or have a job migrate.');
}

async function schema(what, connection, service) {
  const name = `${what} schema`;
  const known = migrationsOf(service);
  const [rows] = await connection.query('SELECT timestamp FROM migrations').catch((error) => {
    if (error.code === 'ER_NO_SUCH_TABLE') return [[]];
    throw error;
  });
  const applied = rows.map(({ timestamp }) => Number(timestamp));
  const pending = known.filter((each) => !applied.includes(each));
  // those before the service's own are what all services share
  const newer = applied.filter((each) => each > Math.min(...known) && !known.includes(each));
  if (newer.length > 0) {
    return problem(name, 'is of a newer version', 'Run that version, or restore the backup taken before it.');
  }
  if (pending.length > 0) {
    return warning(
      name,
      `${pending.length} migrations to come`,
      `The ${service} service does them when it starts: back up first.`,
    );
  }
  return fine(name, 'of this version');
}

/** The times in the names of a service's migrations. */
function migrationsOf(service) {
  const folders = ['apps', 'dist/apps'].map((apps) => join(root, apps, service, 'src', 'migrations'));
  const folder = folders.find((each) => existsSync(each));
  const times = folder ? readdirSync(folder).map((file) => Number(/^(\d+)-.*\.[jt]s$/.exec(file)?.[1])) : [];
  return [...new Set(times.filter(Boolean))];
}
