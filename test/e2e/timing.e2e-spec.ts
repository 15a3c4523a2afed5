import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { aPerson, Http, type Person } from '#testing/http.js';

const http = Http.stack();
const rounds = 40;
let last = 0;

/** Milliseconds until an answer, from an address that nobody else has. */
async function timed(path: string, body: object): Promise<number> {
  const address = `198.18.${Math.floor(++last / 250)}.${last % 250}`;
  const before = performance.now();
  await http.send('POST', path, body, { 'X-Forwarded-For': address });
  return performance.now() - before;
}

/**
 * How far apart two samples are by rank (Mann and Whitney's U, as a standard score): that of equal ones is beyond 3.9 once in ten
 * thousand times, and the order in which a busy machine slows both down does not matter.
 */
function apart(first: number[], second: number[]): number {
  const { length } = first;
  const wins = first.reduce((sum, a) => sum + second.filter((b) => a > b).length, 0);
  const mean = (length * second.length) / 2;
  return Math.abs(wins - mean) / Math.sqrt((length * second.length * (length + second.length + 1)) / 12);
}

it.each([
  ['signing in', '/api/v1/auth/login', { password: 'wrong' }],
  ['asking for a new password', '/api/v1/auth/password/forgotten', {}],
])(
  '%s takes as long for an address without an account',
  async (_, path, rest) => {
    const people: Person[] = [];
    while (people.length < 8) people.push(await aPerson(http));
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const email = people[round % people.length].email;
      const measure: [number[], string][] = [
        [known, email],
        [unknown, `${randomUUID()}@example.org`],
      ];
      // which of both comes first must not matter either
      for (const [times, each] of round % 2 ? measure : measure.reverse()) {
        times.push(await timed(path, { email: each, ...rest }));
      }
    }
    expect(apart(known, unknown)).toBeLessThan(3.9);
  },
  120_000,
);
