import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';
import { brokerAnswers, databaseAnswers, untilReady } from './ready.mjs';
import { readSecrets } from './secrets.mjs';
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
 * Starts the `database` of docker-compose.yml, published on the loopback address. It makes schemas and accounts by itself.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startDatabaseContainer(dir, { host, port, signal, say }) {
  const compose = composeFor(dir, { DATABASE_PORT: port });
  say('database: starting a container');
  await compose(['up', '--detach', 'database']);
  const url = administratorUrl(`mysql://${host}:${port}`, readSecrets(dir).database);
  await untilReady('database', () => databaseAnswers(url), { signal });
  return handle(compose, 'database');
}

/**
 * Starts the `broker` of docker-compose.yml, published on the loopback address. It makes accounts by itself.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startBrokerContainer(dir, { host, port, signal, say }) {
  const compose = composeFor(dir, { BROKER_PORT: port });
  say('broker: starting a container');
  await compose(['up', '--detach', 'broker']);
  const url = operatorUrl(`amqp://${host}:${port}`, readSecrets(dir).broker);
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

/**
 * What docker-compose.yml asks for, with the passwords of the local stack.
 *
 * @param {ReturnType<typeof readSecrets>} secrets
 * @returns {Record<string, string>}
 */
export function composeVariables({ database, broker, storageSigningKey }) {
  return {
    ...renamed(database, (account) => `${account.replace('errand_', '').toUpperCase()}_DATABASE_PASSWORD`),
    ...renamed(broker, (account) => `${account.toUpperCase()}_BROKER_PASSWORD`),
    STORAGE_SIGNING_KEY: storageSigningKey,
  };
}

function renamed(values, name) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), value]));
}

function composeFor(dir, ports) {
  // one project for each folder, so that tests do not meet what `npm start` runs
  const project = `errand-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
  const env = {
    ...process.env,
    ...composeVariables(readSecrets(dir)),
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
  };
  writeFileSync(marker(dir), '');
  return async (args) => {
    const command = ['compose', '--file', COMPOSE_FILE, '--project-name', project, ...args];
    const { code, output } = await run('docker', command, { cwd: root, env });
    if (code !== 0) throw new Problem(`docker ${command.join(' ')} failed:\n${output}`);
  };
}

function marker(dir) {
  return join(dir, 'containers');
}
