import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eachLine } from './process/output.mjs';
import { describeExit, spawnRecorded, stopOne } from './process/record.mjs';
import { root } from './root.mjs';
import { publicActorKey } from './servers/secrets.mjs';

/** The processes that Errand is made of, with the variable that says where each listens. */
export const services = {
  user: { portVariable: 'USER_PORT', port: 8082, main: 'dist/apps/user/src/main.js' },
  task: { portVariable: 'TASK_PORT', port: 8081, main: 'dist/apps/task/src/main.js' },
  storage: { portVariable: 'STORAGE_PORT', port: 9000, main: 'dist/apps/storage/src/main.js' },
  gateway: { portVariable: 'GATEWAY_PORT', port: 8080, main: 'dist/apps/gateway/src/main.js' },
  frontend: { portVariable: 'FRONTEND_PORT', port: 8000, main: 'dist/apps/frontend/server/main.js' },
};

/**
 * Lets glibc give freed memory back at 128 KiB, where it would otherwise come to keep megabytes for each thread (mallopt(3)).
 * The images set it too.
 */
const allocator = { MALLOC_TRIM_THRESHOLD_: '131072' };

/** @param {NodeJS.ProcessEnv} env */
export function portOf(name, env) {
  return Number(env[services[name].portVariable] ?? services[name].port);
}

/** The address that this machine reaches a service at, whatever interface it listens on. */
export function addressOf(name, env) {
  const host = ['', '0.0.0.0', '::'].includes(env.HOST ?? '') ? '127.0.0.1' : env.HOST;
  return `http://${host}:${portOf(name, env)}`;
}

/**
 * Where the services find each other, their folders and their keys, unless `env` says otherwise.
 *
 * @param {string} dir
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./servers/secrets.mjs').Keys} secrets
 * @returns {Record<string, string>}
 */
export function serviceSettings(dir, env, { storageSigningKey, secretsKey, actorKey }) {
  return {
    ...Object.fromEntries(
      Object.keys(services).map((name) => [services[name].portVariable, String(portOf(name, env))]),
    ),
    GATEWAY_URL: addressOf('gateway', env),
    STORAGE_URL: addressOf('storage', env),
    PUBLIC_URL: addressOf('frontend', env),
    STORAGE_PUBLIC_URL: addressOf('storage', env),
    STORAGE_DIR: join(dir, 'blobs'),
    STORAGE_SIGNING_KEY: storageSigningKey,
    SECRETS_KEY: secretsKey,
    ACTOR_KEY: actorKey,
    ACTOR_PUBLIC_KEYS: publicActorKey(actorKey),
    MAIL_DIR: join(dir, 'mail'),
    DUMP_DIR: join(dir, 'dumps'),
  };
}

/**
 * Starts one service, built before. It stops by itself when this process is gone.
 *
 * @param {string} name
 * @param {{ dir: string, env: NodeJS.ProcessEnv, as?: string, onLine?: (line: string) => void, signal?: AbortSignal }} options
 *   `as` is what this replica is called, where there are several
 */
export async function startService(name, { dir, env, as = name, onLine = () => undefined, signal }) {
  await stopOne(dir, as);
  const child = spawnRecorded(dir, as, process.execPath, [join(root, services[name].main)], {
    signal,
    cwd: root,
    env: { ...allocator, ...ownSettings(name, env), ERRAND_SUPERVISED: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  eachLine(child.stdout, onLine);
  eachLine(child.stderr, onLine);
  return {
    url: addressOf(name, env),
    exited: describeExit(child),
    stop: () => stopOne(dir, as),
    kill: () => stopOne(dir, as, 'SIGKILL'),
  };
}

/**
 * Waits until a service says that it is ready. It gives up, without an error, when `ended` says that there is no use.
 *
 * @param {string} url
 * @param {() => boolean} ended
 * @returns {Promise<boolean>}
 */
export async function untilServiceReady(url, ended) {
  while (!ended()) {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.status === 200) return true;
    await sleep(100);
  }
  return false;
}

/** Keys that one service alone may know. */
const keys = { storage: 'STORAGE_SIGNING_KEY', user: 'SECRETS_KEY', gateway: 'ACTOR_KEY' };

/** Without the settings of the other services, and without the administrator's and the operator's. */
export function ownSettings(name, env) {
  const others = Object.keys(services)
    .filter((other) => other !== name)
    .flatMap((other) => [`${other.toUpperCase()}_DATABASE_URL`, `${other.toUpperCase()}_BROKER_URL`]);
  const own = { ...env };
  for (const [owner, variable] of Object.entries(keys)) if (owner !== name) delete own[variable];
  // systems to sign in with, and their secrets
  if (name !== 'user') for (const each of Object.keys(own)) if (each.startsWith('OIDC_')) delete own[each];
  for (const variable of [...others, 'DATABASE_URL', 'OPERATOR_BROKER_URL']) delete own[variable];
  return own;
}
