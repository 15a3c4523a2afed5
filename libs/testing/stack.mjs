import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateSchemas } from '../../scripts/migrate.mjs';
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
  await Promise.all(['broker', 'database'].map((server) => stopInfrastructure(join(dir, server), { data: true })));
  rmSync(dir, { recursive: true, force: true });
}

/** For those who ask for more than anybody may. */
export const withoutLimits = Object.fromEntries(
  ['ACCOUNT', 'TOKEN', 'ADDRESS', 'ROUTE'].map((name) => [`RATE_LIMIT_${name}`, '1000000000']),
);

/**
 * The five processes, built before, as `npm start` runs them, on free ports, with a folder of their own.
 *
 * A second replica of one of them is called like `task-2`.
 *
 * @param {Record<string, string | undefined>} env the addresses of the database and the broker, and settings to override
 * @param {Record<string, string>} [addresses] where the processes find each other, unless directly
 * @param {Record<string, string>} [accounts] the addresses of the database for services that cannot change their schemas; with those of
 *   `env` they do so themselves
 */
export async function startProcesses(env, addresses = {}, accounts = undefined) {
  const dir = mkdtempSync(join(tmpdir(), 'errand-stack-'));
  const ports = {};
  for (const { portVariable } of Object.values(services)) ports[portVariable] = String(await freePort());
  const base = { PATH: process.env.PATH, LOG_LEVEL: 'warn', DRAIN_DELAY_MS: '0', ...env, ...ports };
  const complete = { ...base, ...serviceSettings(dir, base, readSecrets(dir)), ...addresses };
  /** @type {string[]} */
  const log = [];
  const keep = (line) => {
    log.push(line);
    appendFileSync(join(dir, 'processes.log'), `${line}\n`);
  };
  const serving = await migrateSchemas(accounts, { env: complete, onLine: (name, line) => keep(`${name} ${line}`) });
  const settings = { ...complete, ...serving };
  /** @type {Record<string, Awaited<ReturnType<typeof startService>>>} */
  const running = {};

  /** @param {string} as @param {Record<string, string>} [overrides] */
  const start = async (as, overrides = {}) => {
    const [name, replica] = as.split('-');
    const own = replica ? { [services[name].portVariable]: String(await freePort()) } : {};
    const onLine = (line) => keep(`${as} ${line}`);
    running[as] = await startService(name, { dir, env: { ...settings, ...own, ...overrides }, as, onLine });
  };
  /** @param {string} name */
  const ready = async (name, limit = 20_000) => {
    const until = Date.now() + limit;
    if (await untilServiceReady(running[name].url, () => Date.now() > until)) return;
    throw new Error(`${name} is not ready after ${limit} ms:\n${log.slice(-20).join('\n')}`);
  };
  const names = Object.keys(services);
  await Promise.all(names.map((name) => start(name)));
  await Promise.all(names.map((name) => ready(name, 60_000)));

  return {
    url: addressOf('frontend', settings),
    gatewayUrl: addressOf('gateway', settings),
    /** Where one of the processes listens. @param {string} name */
    addressOf: (name) => running[name].url,
    /** Where the processes keep what they store, what they logged (`processes.log`), and the numbers of the processes (`run/<name>.pid`). */
    dir,
    log,
    /** Starts a process that was ended, or a further replica, with other settings where they are given. */
    start,
    /** Waits until a process says that it can work. */
    ready,
    /** Ends a process as a crash would. @param {string} name */
    kill: (name) => running[name].kill(),
    /** Tells a process to stop, as an operator would; answers how it ended. @param {string} name */
    async terminate(name) {
      const { exited, stop } = running[name];
      await stop();
      return exited;
    },
    /** Ends everything and removes what it stored. */
    async stop() {
      await Promise.all(Object.values(running).map((service) => service.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
