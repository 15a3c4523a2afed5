import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { root } from './root.mjs';
import { BROKER_ACCOUNTS, OPERATOR, SCHEMAS } from './servers/accounts.mjs';
import { administratorUrl, brokerUrls, databaseUrls, operatorUrl } from './servers/urls.mjs';

/**
 * The environment of the launcher: the process's, then what `.env` adds. An empty variable counts as not set.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function readEnvironment() {
  return { ...parseFile(join(root, '.env')), ...withoutEmpty(process.env) };
}

/**
 * Writes `<dir>/env`, which a process that is started by hand reads after its environment and `.env`.
 *
 * @param {string} dir
 * @param {Record<string, string>} settings
 */
export function writeSettings(dir, settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(dir, 'env'), `# Written by the launcher at each start.\n${lines.join('')}`, { mode: 0o600 });
}

/**
 * What `writeSettings` wrote at the last start; nothing before the first.
 *
 * @param {string} dir
 * @returns {Record<string, string>}
 */
export function readSettings(dir) {
  return parseFile(join(dir, 'env'));
}

/**
 * Where everything is, for commands that look after it: what the environment and `.env` say, else what the last `npm start`
 * wrote, else, unless its folder is named (`ERRAND_DIR`), what Compose runs on this machine.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function readAddresses() {
  const env = readEnvironment();
  const started = readSettings(resolve(root, env.ERRAND_DIR ?? '.errand'));
  const isStarted = env.ERRAND_DIR !== undefined || Object.keys(started).length > 0;
  return { ...(isStarted ? started : composeSettings(env)), ...env };
}

/** The addresses that docker-compose.override.yml opens on this machine, with the passwords that deploy/make-env.sh made. */
function composeSettings(env) {
  const folder = resolve(root, env.ERRAND_SECRETS ?? 'deploy/secrets');
  const secret = (name) => readFileSync(join(folder, name), 'utf8');
  const passwords = (accounts, kind) =>
    Object.fromEntries(accounts.map((name) => [name, secret(`${name.replace('errand_', '')}_${kind}_password`)]));
  try {
    const database = passwords(['root', ...SCHEMAS], 'database');
    const broker = passwords([OPERATOR, ...BROKER_ACCOUNTS], 'broker');
    const [databaseAt, brokerAt] = [`127.0.0.1:${env.DATABASE_PORT ?? 3306}`, `127.0.0.1:${env.BROKER_PORT ?? 5672}`];
    return {
      FRONTEND_PORT: '80',
      ADMINISTRATOR_DATABASE_URL: administratorUrl(`mysql://${databaseAt}`, database),
      OPERATOR_BROKER_URL: operatorUrl(`amqp://${brokerAt}`, broker),
      ...databaseUrls(`mysql://${databaseAt}`, database),
      ...brokerUrls(`amqp://${brokerAt}`, broker),
    };
  } catch {
    return {};
  }
}

function parseFile(file) {
  try {
    return withoutEmpty(parseEnv(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function withoutEmpty(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
