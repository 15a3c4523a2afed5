import { randomFillSync } from 'node:crypto';

/** Random bytes are fetched many at a time: asking for a few costs as much as asking for thousands. */
const pool = Buffer.alloc(8192);
let used = pool.length;

/** Some random bytes (at most 8,192) from the system's secure source, in memory of their own. */
export function randomBytesOf(length: number): Buffer {
  return Buffer.from(take(length));
}

/** The same as hexadecimal digits, two a byte. */
export const randomHex = (bytes: number): string => take(bytes).toString('hex');

/** A part of the pool, which nobody else gets before all of it is filled anew. */
function take(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}
