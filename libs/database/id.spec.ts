import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { bytesToId, firstIdAt, idToBytes, newId } from './id.js';

describe('a new id', () => {
  it('is a UUID of version 7, greater than every one before', () => {
    const before = Date.now();
    const ids = Array.from({ length: 50_000 }, newId);
    const after = Date.now();
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(ids.every((id, index) => index === 0 || id > ids[index - 1])).toBe(true);
    expect(ids[0] >= bytesToId(firstIdAt(before))).toBe(true);
    expect(ids.at(-1)! < bytesToId(firstIdAt(after + 1))).toBe(true);
  });

  it('ends in chance', () => {
    const tails = new Set(Array.from({ length: 10_000 }, () => newId().slice(-12)));
    expect(tails.size).toBe(10_000);
  });

  it('is the same as its bytes', () => {
    const id = newId();
    expect(bytesToId(idToBytes(id))).toBe(id);
  });
});
