import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';
import { OPERATOR, brokerDefinitions, schemaStatements } from './accounts.mjs';
import { brokerAnswers, databaseAnswers, untilReady } from './ready.mjs';
import { readSecrets } from './secrets.mjs';
import { runStatements } from './sql.mjs';
import { administratorUrl, operatorUrl } from './urls.mjs';

const COMPOSE_FILE = join(root, 'docker-compose.yml');

/** @returns {Promise<boolean>} whether there is a container engine that answers at once, with Compose */
export async function containersAnswer() {
  if (!existsSync(COMPOSE_FILE)) return false;
  const [engine, compose] = await Promise.all([
    run('docker', ['info'], { timeout: 5_000 }),
    run('docker', ['compose', 'version'], { timeout: 5_000 }),
  ]);
  return engine.code === 0 && compose.code === 0;
}

/**
 * Starts the `database` of docker-compose.yml, published on the loopback address, and makes schemas and accounts.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startDatabaseContainer(dir, { host, port, signal, say }) {
  const compose = composeFor(dir, { DATABASE_PORT: port });
  const passwords = readSecrets(dir).database;
  say('database: starting a container');
  await compose(['up', '--detach', 'database']);
  const url = administratorUrl(`mysql://${host}:${port}`, passwords);
  await untilReady('database', () => databaseAnswers(url), { signal });
  await runStatements(url, schemaStatements(passwords));
  return handle(compose, 'database');
}

/**
 * Starts the `broker` of docker-compose.yml, published on the loopback address, and makes accounts.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startBrokerContainer(dir, { host, port, signal, say }) {
  const compose = composeFor(dir, { BROKER_PORT: port });
  const passwords = readSecrets(dir).broker;
  const control = (...args) => compose(['exec', '-T', 'broker', 'rabbitmqctl', ...args.slice(0, -1)], args.at(-1));
  say('broker: starting a container');
  await compose(['up', '--detach', 'broker']);
  const started = async () => (await control('await_startup', { mayFail: true })) === 0;
  await untilReady('broker', started, { signal });
  await control('import_definitions', { input: JSON.stringify(brokerDefinitions(passwords)) });
  const url = operatorUrl(`amqp://${host}:${port}`, passwords);
  await untilReady('broker', () => brokerAnswers(url), { signal });
  return handle(compose, 'broker');
}

/**
 * Removes the containers and the network that were started for `dir`, if any.
 *
 * @param {string} dir
 * @param {{ data?: boolean }} [options] `data` also removes what they stored
 */
export async function removeContainers(dir, { data = false } = {}) {
  if (!existsSync(marker(dir))) return;
  await composeFor(dir, {})(['down', ...(data ? ['--volumes'] : [])]);
  rmSync(marker(dir));
}

function handle(compose, service) {
  return {
    kind: 'a container',
    // it is for the engine to start it again
    exited: new Promise(() => undefined),
    stop: async () => void (await compose(['stop', service])),
    kill: async () => void (await compose(['kill', service])),
  };
}

function composeFor(dir, ports) {
  const secrets = readSecrets(dir);
  // one project for each folder, so that tests do not meet what `npm start` runs
  const project = `errand-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
  const env = {
    ...process.env,
    ERRAND_DB_ROOT_PASSWORD: secrets.database.root,
    ERRAND_BROKER_USER: OPERATOR,
    ERRAND_BROKER_PASSWORD: secrets.broker[OPERATOR],
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
  };
  writeFileSync(marker(dir), '');
  return async (args, { input, mayFail = false } = {}) => {
    const command = ['compose', '--file', COMPOSE_FILE, '--project-name', project, ...args];
    const { code, output } = await run('docker', command, { cwd: root, env, input });
    if (code !== 0 && !mayFail) throw new Problem(`docker ${command.join(' ')} failed:\n${output}`);
    return code;
  };
}

function marker(dir) {
  return join(dir, 'containers');
}
