import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, startDatabase, stopInfrastructure } from '../../scripts/infrastructure.mjs';
import { freePort } from '../../scripts/process/ports.mjs';
import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { addressOf, services, serviceSettings, startService, untilServiceReady } from '../../scripts/services.mjs';

/**
 * @typedef {{ url: string, env: Record<string, string>, stop(): Promise<unknown>, kill(): Promise<unknown> }} Server
 *   `url` is its administrator's, `env` the addresses that the services use
 * @typedef {{ database: Server, broker: Server, env: Record<string, string> }} Servers
 */

/**
 * A database and a broker of a test's own.
 *
 * @param {string} dir
 * @returns {Promise<Servers>}
 */
export async function startServers(dir) {
  const [database, broker] = await Promise.all([again(dir).database(), again(dir).broker()]);
  return { database, broker, env: { ...database.env, ...broker.env } };
}

/**
 * Starts the servers of `startServers` again after they were ended: same ports, same data.
 *
 * @param {string} dir
 * @returns {{ database(): Promise<Server>, broker(): Promise<Server> }}
 */
export function again(dir) {
  return { database: () => startDatabase(join(dir, 'database')), broker: () => startBroker(join(dir, 'broker')) };
}

/**
 * Ends the servers of `startServers` and removes what they stored.
 *
 * @param {string} dir
 */
export async function removeServers(dir) {
  for (const server of ['broker', 'database']) await stopInfrastructure(join(dir, server), { data: true });
  rmSync(dir, { recursive: true, force: true });
}

/**
 * The five processes, built before, as `npm start` runs them, on free ports, with a folder of their own.
 *
 * @param {Record<string, string | undefined>} env the addresses of the database and the broker, and settings to override
 */
export async function startProcesses(env) {
  const dir = mkdtempSync(join(tmpdir(), 'errand-stack-'));
  const ports = {};
  for (const { portVariable } of Object.values(services)) ports[portVariable] = String(await freePort());
  const base = { PATH: process.env.PATH, LOG_LEVEL: 'warn', DRAIN_DELAY_MS: '0', ...env, ...ports };
  const settings = { ...base, ...serviceSettings(dir, base, readSecrets(dir)) };
  /** @type {string[]} */
  const log = [];
  /** @type {Record<string, { stop(): Promise<unknown>, kill(): Promise<unknown> }>} */
  const running = {};

  /** @param {string} name */
  const start = async (name) => {
    running[name] = await startService(name, { dir, env: settings, onLine: (line) => log.push(`${name} ${line}`) });
  };
  /** @param {string} name */
  const ready = async (name, limit = 20_000) => {
    const until = Date.now() + limit;
    if (await untilServiceReady(addressOf(name, settings), () => Date.now() > until)) return;
    throw new Error(`${name} is not ready after ${limit} ms:\n${log.slice(-20).join('\n')}`);
  };
  const names = Object.keys(services);
  await Promise.all(names.map(start));
  await Promise.all(names.map((name) => ready(name, 60_000)));

  return {
    url: addressOf('frontend', settings),
    gatewayUrl: addressOf('gateway', settings),
    /** Where one of the processes listens. @param {string} name */
    addressOf: (name) => addressOf(name, settings),
    /** Where the processes keep what they store, and the numbers of the processes (`run/<name>.pid`). */
    dir,
    log,
    /** Starts a process that was ended. */
    start,
    /** Waits until a process says that it can work. */
    ready,
    /** Ends a process as a crash would. @param {string} name */
    kill: (name) => running[name].kill(),
    /** Ends everything and removes what it stored. */
    async stop() {
      await Promise.all(Object.values(running).map((service) => service.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
