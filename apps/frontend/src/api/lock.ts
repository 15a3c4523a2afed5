import { randomId } from './random-id';
import { exchange } from './vault';

const LEASE_MS = 30_000;
const TURN_MS = 50;

interface Lease {
  owner: string;
  until: number;
}

/**
 * Runs `work` in one tab at a time. Web Locks exist only on https and localhost; a household server on plain http gets a
 * lease instead, which a tab that died gives back after a while.
 */
export async function inOneTab<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return locks.request(name, work);
  const key = `${name}.lease`;
  const owner = randomId();
  while ((await claim(key, owner)) !== owner) await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  try {
    return await work();
  } finally {
    await exchange<Lease>(key, (now) => (now?.owner === owner ? undefined : now));
  }
}

/** Answers who holds the lease after this attempt. */
async function claim(key: string, owner: string): Promise<string | undefined> {
  const now = Date.now();
  const lease = await exchange<Lease>(key, (held) =>
    held && held.until > now ? held : { owner, until: now + LEASE_MS },
  );
  return lease?.owner;
}
