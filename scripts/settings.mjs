import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { root } from './root.mjs';

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
