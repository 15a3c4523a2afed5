import { connect } from 'amqplib';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcesses, startServers, withoutLimits } from '../libs/testing/stack.mjs';
import { newActorKey, publicActorKey } from '../scripts/servers/secrets.mjs';
import { services } from '../scripts/services.mjs';
import { startWorker } from './worker.mjs';

const compiled = (file) => new URL(`../dist/bench/${file}`, import.meta.url);

/** The system as it is run: a process for each service. Gateway, task and user have work here, the others idle. */
async function split({ env }) {
  const stack = await startProcesses({ ...env, ...withoutLimits });
  return { url: stack.gatewayUrl, processes: recorded(stack.dir), log: stack.log, stop: () => stack.stop() };
}

/** The same handlers and the same gateway, in one process and without commands over the broker. */
async function oneProcess({ env }) {
  const actorKey = newActorKey();
  const secrets = {
    SECRETS_KEY: randomBytes(32).toString('hex'),
    ACTOR_KEY: actorKey,
    ACTOR_PUBLIC_KEYS: publicActorKey(actorKey),
  };
  const settings = {
    ...process.env,
    ...env,
    ...secrets,
    ...withoutLimits,
    LOG_LEVEL: 'error',
    EVENT_UNROUTED_AFTER_MS: '240000',
  };
  const worker = await startWorker(compiled('one-process/main.js'), { env: settings });
  return { url: worker.ready.url, processes: { 'one process': worker.pid }, stop: () => worker.stop() };
}

/** What a competent team writes with Nest and TypeORM and no broker between its parts. */
async function monolith({ env, broker }) {
  const settings = { ...process.env, DATABASE_URL: env.TASK_DATABASE_URL, BROKER_URL: broker.url };
  const worker = await startWorker(compiled('monolith/main.js'), { env: settings });
  return { url: worker.ready.url, processes: { monolith: worker.pid }, stop: () => worker.stop() };
}

const starters = { errand: split, 'one process': oneProcess, monolith };

/**
 * Starts a system on a database and a broker of its own, so that nothing of one waits in another's way.
 *
 * @param {keyof typeof starters} name
 * @param {string} dir
 */
export async function startSystem(name, dir) {
  const folder = join(dir, name.replace(' ', '-'));
  mkdirSync(folder, { recursive: true });
  const servers = await startServers(folder);
  const running = await starters[name](servers);
  const events = await hearTaskEvents(servers.broker.url);
  return { ...running, events };
}

/** The numbers of the processes that were started for a folder, by name. */
function recorded(dir) {
  const read = (name) => Number(readFileSync(join(dir, 'run', `${name}.pid`), 'utf8').split(' ')[0]);
  return Object.fromEntries(Object.keys(services).map((name) => [name, read(name)]));
}

/** Somebody who wants to know of every task, and counts. */
async function hearTaskEvents(brokerUrl) {
  const connection = await connect(brokerUrl, { noDelay: true });
  const channel = await connection.createChannel();
  await channel.assertExchange('errand.events', 'topic', { durable: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'errand.events', 'task.#');
  let count = 0;
  await channel.consume(queue, () => void count++, { noAck: true });
  return {
    get count() {
      return count;
    },
    /** Waits until no event has come for a while. */
    async quiet() {
      for (let before = -1; before !== count;) {
        before = count;
        await sleep(300);
      }
    },
    stop: () => connection.close(),
  };
}
