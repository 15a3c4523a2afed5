import { expect, it } from '@jest/globals';
import { deepest, mostValues, refuseBeyondLimits } from './body-limits.js';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
const refusal = (code: string): object => expect.objectContaining({ kind: 'invalid', code });

it('takes what is as deep as it may be, and refuses what is deeper, however much', () => {
  expect(() => refuseBeyondLimits(nested(deepest))).not.toThrow();
  expect(() => refuseBeyondLimits({ a: nested(deepest) })).toThrow(refusal('request.too_deep'));
  expect(() => refuseBeyondLimits(nested(500_000))).toThrow(refusal('request.too_deep'));
});

it('counts all values of all lists and objects', () => {
  const half = Array.from({ length: mostValues / 2 - 1 }, () => 1);
  expect(() => refuseBeyondLimits([half, half])).not.toThrow();
  expect(() => refuseBeyondLimits([half, half, 1])).toThrow(refusal('request.too_many_values'));
  const keys = Object.fromEntries(Array.from({ length: mostValues + 1 }, (_, index) => [`k${index}`, 1]));
  expect(() => refuseBeyondLimits(keys)).toThrow(refusal('request.too_many_values'));
});
