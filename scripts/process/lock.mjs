import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './identity.mjs';

/**
 * Takes a lock that a dead owner does not keep.
 *
 * @param {string} file
 * @returns {{ release: () => void } | { owner: number }} the process that holds it, when it is taken
 */
export function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${process.pid} ${identityOf(process.pid)}\n`;
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return {
        release: () => {
          if (readText(file) === mine) rmSync(file, { force: true });
        },
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = lockOwner(file);
    if (owner !== undefined) return { owner };
    rmSync(file, { force: true });
  }
}

/**
 * Runs `work` while no other process holds the lock, waiting for its turn.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ waiting?: (owner: number) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { waiting = () => undefined, signal } = {}) {
  let lock = tryLock(file);
  if ('owner' in lock) waiting(lock.owner);
  while ('owner' in lock) {
    await sleep(200, undefined, { signal });
    lock = tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} the living process that holds the lock
 */
export function lockOwner(file) {
  const [pid, identity] = readText(file)?.trim().split(' ') ?? [];
  return isAlive({ pid: Number(pid), identity: identity ?? '' }) ? Number(pid) : undefined;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
