import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';
import { brokerAnswers, databaseAnswers, untilReady } from './ready.mjs';
import { publicActorKey, readSecrets } from './secrets.mjs';
import { administratorUrl, operatorUrl } from './urls.mjs';

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.override.yml'].map((name) => join(root, name));

/** @returns {Promise<boolean>} whether there is a container engine that answers at once, with Compose */
export async function containersAnswer() {
  if (!COMPOSE_FILES.every((file) => existsSync(file))) return false;
  const [engine, compose] = await Promise.all([
    run('docker', ['info'], { timeout: 5_000 }),
    run('docker', ['compose', 'version'], { timeout: 5_000 }),
  ]);
  return engine.code === 0 && compose.code === 0;
}

/**
 * Starts the `database` of docker-compose.yml, which makes schemas and accounts, published on the loopback address.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startDatabaseContainer(dir, { host, port, signal, say }) {
  const url = administratorUrl(`mysql://${host}:${port}`, readSecrets(dir).database);
  return start('database', dir, { port, signal, say, answers: () => databaseAnswers(url) });
}

/**
 * Starts the `broker` of docker-compose.yml, which makes accounts, published on the loopback address.
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, say: (line: string) => void }} options
 */
export async function startBrokerContainer(dir, { host, port, signal, say }) {
  const url = operatorUrl(`amqp://${host}:${port}`, readSecrets(dir).broker);
  return start('broker', dir, { port, signal, say, answers: () => brokerAnswers(url) });
}

/**
 * Removes the containers and the networks that were started for `dir`, if any.
 *
 * @param {string} dir
 * @param {{ data?: boolean }} [options] `data` also removes what they stored
 */
export async function removeContainers(dir, { data = false } = {}) {
  if (!hasContainers(dir) || !(await containersAnswer())) return;
  await compose(dir, ['down', ...(data ? ['--volumes'] : [])]);
  if (data) rmSync(marker(dir));
}

/**
 * @param {string} dir
 * @returns {boolean} whether the data of a folder is in containers
 */
export function hasContainers(dir) {
  return existsSync(marker(dir));
}

async function start(service, dir, { port, signal, say, answers }) {
  say(`${service}: starting a container`);
  writeFileSync(marker(dir), '');
  await compose(dir, ['up', '--detach', '--build', service], { [`${service.toUpperCase()}_PORT`]: String(port) });
  await untilReady(service, answers, { signal });
  return {
    kind: 'a container',
    // it is for the engine to start it again
    exited: new Promise(() => undefined),
    stop: () => compose(dir, ['stop', service]),
    kill: () => compose(dir, ['kill', service]),
  };
}

/** Runs Compose in a project of the folder's own, so that tests do not meet what `npm start` runs. */
async function compose(dir, args, variables = {}) {
  const project = `errand-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
  const files = COMPOSE_FILES.flatMap((file) => ['--file', file]);
  const command = ['compose', ...files, '--project-name', project, ...args];
  const env = { ...process.env, ERRAND_SECRETS: writeSecrets(dir), ...variables };
  const { code, output } = await run('docker', command, { cwd: root, env });
  if (code !== 0) throw new Problem(`docker ${command.join(' ')} failed:\n${output}`);
}

/**
 * Writes the files that docker-compose.yml wants: `task_database_password`, `task_broker_password`, … They can be read by the
 * accounts in the containers, and the folder by its owner only.
 */
function writeSecrets(dir) {
  const { database, broker, storageSigningKey, secretsKey, actorKey } = readSecrets(dir);
  const file = (account, kind) => `${account.replace('errand_', '')}_${kind}_password`;
  const secrets = {
    ...Object.fromEntries(Object.entries(database).map(([name, value]) => [file(name, 'database'), value])),
    ...Object.fromEntries(Object.entries(broker).map(([name, value]) => [file(name, 'broker'), value])),
    storage_signing_key: storageSigningKey,
    secrets_key: secretsKey,
    actor_key: actorKey,
    actor_public_keys: publicActorKey(actorKey),
  };
  const folder = join(dir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), value, { mode: 0o644 });
  return folder;
}

function marker(dir) {
  return join(dir, 'containers');
}
