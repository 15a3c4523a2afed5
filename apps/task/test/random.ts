import { Failure } from '#contracts/failure.js';

export type Random = (below: number) => number;

/** Numbers that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Does one of several things. What others have made impossible meanwhile is refused, and that is that. */
export async function doAny(all: (() => Promise<unknown>)[], random: Random): Promise<void> {
  await all[random(all.length)]().catch((error: unknown) => {
    if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
  });
}
