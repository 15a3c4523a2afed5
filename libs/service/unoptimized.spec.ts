import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { eventually } from '#testing/eventually.js';
import { unoptimized } from './unoptimized.js';

setFlagsFromString('--allow-natives-syntax');
const statusOf = runInThisContext('(work) => %GetOptimizationStatus(work)') as (work: unknown) => number;
/** The bit of V8's `OptimizationStatus` that says that code of TurboFan is there. */
const isOptimized = (work: unknown): boolean => (statusOf(work) & 64) !== 0;

const sum = runInThisContext('(to) => { let all = 0; for (let i = 0; i < to; i++) all += i % 7; return all; }') as (
  to: number,
) => number;
const workHard = (): void => {
  for (let round = 0; round < 1000; round++) sum(5000);
};

describe('work that is done once', () => {
  it('is not optimized, and the same is when it is done again after that', async () => {
    await unoptimized(() => Promise.resolve(workHard()));
    expect(isOptimized(sum)).toBe(false);
    await eventually(() => {
      workHard();
      expect(isOptimized(sum)).toBe(true);
    });
  });
});
