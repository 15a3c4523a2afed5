import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findExecutable } from '../process/executable.mjs';
import { run } from '../process/job.mjs';
import { stopOne } from '../process/record.mjs';
import { Problem } from '../problem.mjs';
import { administratorStatements, schemaStatements } from './accounts.mjs';
import { spawnServer } from './private-server.mjs';
import { databaseAnswers, untilReady } from './ready.mjs';
import { readSecrets } from './secrets.mjs';
import { administratorUrl } from './urls.mjs';

/** @returns {string | undefined} the MariaDB or MySQL server on this machine */
export function findDatabaseServer() {
  return findExecutable('mariadbd', 'mysqld');
}

/**
 * Starts a private database server with its data in `<dir>/database`, and waits until it answers. Schemas and accounts
 * are there by then: the server runs the statements before it lets anyone in.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, member?: { args: string[], path: string } }} options `member`
 *   when it joins a cluster, and has accounts and schemas from there; `path` is where it finds programs
 */
export async function startPrivateDatabase(dir, { host, port, signal, member }) {
  const server = findDatabaseServer();
  if (server === undefined) throw new Problem('There is no mariadbd or mysqld on this machine.');
  const base = join(dir, 'database');
  const secrets = readSecrets(dir);
  // a server that starts removes what it takes for leftovers of its own from a shared one
  mkdirSync(join(base, 'tmp'), { recursive: true, mode: 0o700 });
  const version = (await run(server, ['--no-defaults', '--version'])).output;
  const isMariaDb = version.includes('MariaDB');
  if (!existsSync(join(base, 'data'))) await createData(server, isMariaDb, base);

  const statements = [...administratorStatements(secrets.database.root), ...schemaStatements(secrets.database)];
  writeFileSync(join(base, 'init.sql'), statements.map((statement) => `${statement};\n`).join(''), { mode: 0o600 });
  const args = [...serverArguments(base, { host, port, isMariaDb }), ...(member?.args ?? [initFile(base)])];
  const { exited, log } = await spawnServer(dir, 'database', server, args, {
    signal,
    ...(member && { env: { ...process.env, PATH: member.path } }),
  });
  const url = administratorUrl(`mysql://${host}:${port}`, secrets.database);
  await untilReady('database', () => databaseAnswers(url), { exited, log, signal });
  return {
    kind: `${isMariaDb ? 'MariaDB' : 'MySQL'} ${/\d+\.\d+\.\d+/.exec(version)?.[0] ?? ''}`,
    exited,
    stop: () => stopOne(dir, 'database'),
    kill: () => stopOne(dir, 'database', 'SIGKILL'),
  };
}

const initFile = (base) => `--init-file=${join(base, 'init.sql')}`;

function serverArguments(base, { host, port, isMariaDb }) {
  return [
    '--no-defaults',
    ...asUser(),
    `--datadir=${join(base, 'data')}`,
    `--tmpdir=${join(base, 'tmp')}`,
    `--port=${port}`,
    // relative to the data folder: the whole path of a socket has at most 107 characters
    '--socket=errand.sock',
    `--bind-address=${host}`,
    `--pid-file=${join(base, 'server.pid')}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=1',
    '--performance-schema=OFF',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_520_ci',
    '--default-time-zone=+00:00',
    ...(isMariaDb ? [] : ['--mysqlx=OFF']),
  ];
}

async function createData(server, isMariaDb, base) {
  const unfinished = join(base, 'data.new');
  rmSync(unfinished, { recursive: true, force: true });
  const install = isMariaDb ? findExecutable('mariadb-install-db', 'mysql_install_db') : server;
  if (install === undefined) throw new Problem('mariadb-install-db, which belongs to MariaDB, is not on this machine.');
  // mariadb-install-db stumbles over a space in a path, so it gets a relative one
  const where = isMariaDb ? './data.new' : unfinished;
  const how = isMariaDb ? ['--auth-root-authentication-method=normal', '--skip-test-db'] : ['--initialize-insecure'];
  const args = ['--no-defaults', ...asUser(), `--datadir=${where}`, ...how];
  const { code, output } = await run(install, args, { cwd: base, env: { ...process.env, TMPDIR: join(base, 'tmp') } });
  if (code !== 0) throw new Problem(`The database's data folder could not be made:\n${output}`);
  renameSync(unfinished, join(base, 'data'));
}

/** The look of a member at its own data, ms: what has not ended by then never does, and the next look ends well. */
const RECOVERY_TIME = 30_000;
const RECOVERY_TRIES = 3;

/**
 * How far a member of a cluster came before it died, to which the others add what it missed.
 *
 * @param {string} dir
 * @param {string[]} member
 * @returns {Promise<string | undefined>}
 */
export async function recoverPosition(dir, member) {
  const base = join(dir, 'database');
  const args = serverArguments(base, { host: '127.0.0.1', port: 0, isMariaDb: true });
  for (let tries = 0; tries < RECOVERY_TRIES; tries++) {
    const { output } = await run(findDatabaseServer(), [...args, ...member, '--wsrep-recover'], {
      timeout: RECOVERY_TIME,
    });
    const position = /Recovered position:?\s*(\S+:\d+)/.exec(output)?.[1];
    if (position) return position;
  }
  return undefined;
}

/** MariaDB and MySQL refuse to run as root unless told so by name. */
function asUser() {
  return process.getuid?.() === 0 ? [`--user=${userInfo().username}`] : [];
}
