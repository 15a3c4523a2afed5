const LEASE_MS = 10_000;

/**
 * Runs `work` in one tab at a time. Web Locks exist only on https and localhost; a household server on plain http gets a
 * lease in localStorage instead, which is almost as good.
 */
export async function inOneTab<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return locks.request(name, work);
  const key = `${name}.lease`;
  const owner = randomId();
  await claim(key, owner);
  try {
    return await work();
  } finally {
    if (localStorage.getItem(key)?.startsWith(owner)) localStorage.removeItem(key);
  }
}

async function claim(key: string, owner: string): Promise<void> {
  for (;;) {
    const [, until = '0'] = (localStorage.getItem(key) ?? '').split(' ');
    if (Number(until) < Date.now()) {
      localStorage.setItem(key, `${owner} ${Date.now() + LEASE_MS}`);
      await pause(40 + Math.random() * 40);
      if (localStorage.getItem(key)?.startsWith(owner)) return;
    }
    await pause(60);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A fresh id; `crypto.randomUUID` exists only on https and localhost. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
