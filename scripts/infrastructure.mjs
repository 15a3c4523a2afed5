import { resolve } from 'node:path';
import { keepRunning } from './process/keep-running.mjs';
import { rememberedPort } from './process/ports.mjs';
import { leash, stopRecorded } from './process/record.mjs';
import { removeContainers } from './servers/containers.mjs';
import { chooseEngine } from './servers/engine.mjs';
import { prepareExternalDatabase } from './servers/external.mjs';
import { readSecrets } from './servers/secrets.mjs';
import { administratorUrl, brokerUrls, databaseUrls, isExternal, operatorUrl, servingUrls } from './servers/urls.mjs';

const HOST = '127.0.0.1';

const quiet = () => undefined;

/**
 * Starts a database of its own, with its data in `dir`, and waits until it answers. The services' schemas and accounts
 * (`env`, and `serving` where schemas are up to date) are there; `url` is its administrator's. After `stop` or `kill` it can be started again: same port, same data.
 *
 * @param {string} dir
 * @param {{ port?: number, signal?: AbortSignal, say?: (line: string) => void }} [options]
 */
export async function startDatabase(dir, options = {}) {
  const folder = resolve(dir);
  const server = await startServer('database', folder, options);
  return { ...server, ...databaseAddresses(folder, server.port) };
}

/**
 * Starts a broker of its own, with its data in `dir`, and waits until it answers. The processes' accounts (`env`) are there;
 * `url` is that of one that may do anything in Errand's virtual host. After `stop` or `kill` it can be started again: same
 * port, same queues.
 *
 * @param {string} dir
 * @param {{ port?: number, signal?: AbortSignal, say?: (line: string) => void }} [options]
 */
export async function startBroker(dir, options = {}) {
  const folder = resolve(dir);
  const server = await startServer('broker', folder, options);
  return { ...server, ...brokerAddresses(folder, server.port) };
}

/**
 * Sees to it that the database and the broker can be started here: what is missing is installed. Needs no npm package.
 *
 * @param {{ dir: string, env?: NodeJS.ProcessEnv, say?: (line: string) => void }} options
 */
export async function prepareInfrastructure({ dir, env = process.env, say = quiet }) {
  const external = isExternal(env);
  const own = Object.keys(external).filter((name) => !external[name]);
  if (own.length > 0) await chooseEngine(resolve(dir), own, { say });
}

/**
 * Finds or starts a database and a broker with the accounts of all services: the ones that `DATABASE_URL` and `BROKER_URL`
 * name, else in containers, else on this machine, else after installing them (Debian and Ubuntu). Returns as soon as it is
 * known where they will be; `database` and `broker` settle when the one answers, `ready` when both do.
 *
 * @param {{ dir: string, env?: NodeJS.ProcessEnv, say?: (line: string) => void, signal?: AbortSignal, restart?: boolean }}
 *   options `dir` holds their data; `restart` brings a server back that ended by itself
 */
export async function startInfrastructure({ dir, env = process.env, say = quiet, signal, restart = false }) {
  const folder = resolve(dir);
  const external = isExternal(env);
  await prepareInfrastructure({ dir, env, say });
  const stopping = new AbortController();
  const ends = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;

  const start = async (name, addresses) => {
    const port = await portFor(name, folder, env);
    const once = () => announced(name, () => startServer(name, folder, { port, signal: ends, say }), say);
    const ready = restart ? keepRunning(`the ${name}`, once, { notice: say, signal: ends }) : once();
    return { ...addresses(folder, port), ready: ready.then(quiet) };
  };
  const database = external.database
    ? await prepareExternalDatabase(env, readSecrets(folder).database, say)
    : await start('database', databaseAddresses);
  const broker = external.broker ? externalBroker(env, say) : await start('broker', brokerAddresses);
  const ready = Promise.all([database.ready, broker.ready]).then(quiet);
  for (const promise of [database.ready, broker.ready, ready]) promise.catch(quiet);
  return {
    env: { ...database.env, ...broker.env },
    serving: database.serving,
    administratorUrl: database.url,
    operatorUrl: broker.url,
    database: database.ready,
    broker: broker.ready,
    ready,
    async stop() {
      stopping.abort();
      await stopInfrastructure(folder);
    },
  };
}

/**
 * Stops whatever runs on behalf of a folder: its services, then its broker, then its database.
 *
 * @param {string} dir
 * @param {{ data?: boolean }} [options] `data` also removes what containers stored, and spares servers the
 *   time to put theirs in order
 */
export async function stopInfrastructure(dir, { data = false } = {}) {
  await stopRecorded(resolve(dir), { discard: data });
  await removeContainers(resolve(dir), { data });
}

async function startServer(name, folder, { port, signal, say = quiet }) {
  const engine = await chooseEngine(folder, [name], { say });
  signal?.throwIfAborted();
  leash(folder);
  port ??= await rememberedPort(folder, name);
  return { host: HOST, port, ...(await engine[name](folder, { host: HOST, port, signal, say })) };
}

async function portFor(name, folder, env) {
  return Number(env[`${name.toUpperCase()}_PORT`]) || (await rememberedPort(folder, name));
}

async function announced(name, start, say) {
  const since = Date.now();
  const server = await start();
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  say(`${name}: ${server.kind} on ${server.host}:${server.port}, ready in ${seconds} s`);
  return server;
}

function databaseAddresses(folder, port) {
  const passwords = readSecrets(folder).database;
  const base = `mysql://${HOST}:${port}`;
  return {
    url: administratorUrl(base, passwords),
    env: databaseUrls(base, passwords),
    serving: servingUrls(base, passwords),
  };
}

function brokerAddresses(folder, port) {
  const passwords = readSecrets(folder).broker;
  const base = `amqp://${HOST}:${port}`;
  return { url: operatorUrl(base, passwords), env: brokerUrls(base, passwords) };
}

function externalBroker(env, say) {
  if (env.BROKER_URL) say('broker: the one of BROKER_URL; all processes share its account');
  return { url: env.BROKER_URL, env: {}, ready: Promise.resolve() };
}
