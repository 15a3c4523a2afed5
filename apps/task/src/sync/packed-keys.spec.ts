import { describe, expect, it } from '@jest/globals';
import { newId } from '#database/id.js';
import { packKeys, unpackKeys } from './packed-keys.js';

describe('packed keys', () => {
  it('are the same keys afterwards, of one id or of two', () => {
    const ids = [newId(), newId(), newId()];
    expect(unpackKeys(packKeys(ids), 1)).toEqual(ids);
    const pairs = ids.map((id) => `${id} ${newId()}`);
    expect(unpackKeys(packKeys(pairs), 2)).toEqual(pairs);
    expect(unpackKeys(packKeys([]), 2)).toEqual([]);
  });

  it('leave out what is no whole key', () => {
    const [one, other] = [newId(), newId()];
    expect(unpackKeys(packKeys([one, other, one]), 2)).toEqual([`${one} ${other}`]);
  });
});
