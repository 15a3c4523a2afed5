import { describe, expect, it } from '@jest/globals';
import { randomBytes, randomInt } from 'node:crypto';
import { newId } from '#database/id.js';
import { readToken, writeToken } from './sync-token.js';

const secret = randomBytes(32);
const userId = newId();

describe('a sync token', () => {
  it.each([0, 1, 2, 1000])('carries the counts of %p projects there and back', (count) => {
    const pairs = Array.from({ length: count }, () => [randomInt(2 ** 40), randomInt(2 ** 47)] as const);
    const token = { issuedAt: 1_790_000_000, seen: new Map(pairs) };
    expect(readToken(writeToken(token, userId, secret), userId, secret)).toEqual(token);
  });

  it('carries the largest counts', () => {
    const token = { issuedAt: 0, seen: new Map([[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]]) };
    expect(readToken(writeToken(token, userId, secret), userId, secret)).toEqual(token);
  });

  it('takes a few bytes a project', () => {
    const seen = new Map(Array.from({ length: 1000 }, (_, n) => [5000 + n * 3, n * 7]));
    expect(writeToken({ issuedAt: 1_790_000_000, seen }, userId, secret).length).toBeLessThan(4200);
  });

  it('is nothing to another person, with another secret, or when a bit of it is changed', () => {
    const text = writeToken({ issuedAt: 1, seen: new Map([[1, 2]]) }, userId, secret);
    expect(readToken(text, newId(), secret)).toBeUndefined();
    expect(readToken(text, userId, randomBytes(32))).toBeUndefined();
    const bytes = Buffer.from(text, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] ^= 1 << (bit & 7);
      expect(readToken(changed.toString('base64url'), userId, secret)).toBeUndefined();
    }
  });

  it.each(['', '*', 'AAAA', 'nonsense', '\u{1F345}', 'A'.repeat(10_000)])('is not %p', (text) => {
    expect(readToken(text, userId, secret)).toBeUndefined();
  });
});
