const hour = 3_600_000;

/** The services that keep something of an account besides this one. Each has to answer before a deletion is complete. */
export const participants = ['task', 'storage'] as const;
export type Participant = (typeof participants)[number];

/** Injection token: how long a participant has to answer before it is asked again for the first time, ms. */
export const DELETION_TIMEOUT = Symbol('DELETION_TIMEOUT');

/**
 * How long to wait for answers after asking for the `tries`-th time, ms: twice as long each time, up to an hour. Whoever is
 * down for a week finds its queue with a few requests in it, not with thousands.
 */
export function pauseAfter(tries: number, timeout: number): number {
  return Math.min(timeout * 2 ** (tries - 1), Math.max(timeout, hour));
}
