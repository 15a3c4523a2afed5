import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { tryLock } from './lock.mjs';

// Below the ranges that systems take outgoing ports from: a client that keeps trying to reconnect to a free port
// inside that range may be given the very same port and connect to itself.
const FIRST = 20_000;
const LAST = 30_000;
const CLAIMS = join(tmpdir(), `errand-ports-${userInfo().uid}`);

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>} whether a server could listen there now
 */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A port that is free on the loopback address and that no living process of this user has been given before: a server takes
 * some seconds to listen, and tests start several at once.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if ('release' in tryLock(join(CLAIMS, String(port))) && (await isFree(port))) return port;
  }
}

/**
 * The same port as the last time in this folder as long as it is free, so that addresses survive a restart.
 *
 * @param {string} dir
 * @param {string} name
 * @returns {Promise<number>}
 */
export async function rememberedPort(dir, name) {
  const file = join(dir, `${name}.port`);
  const last = readPort(file);
  if (last !== undefined && (await isFree(last))) return last;
  const port = await freePort();
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, `${port}\n`);
  return port;
}

function readPort(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
