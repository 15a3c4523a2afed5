import { describe, expect, it } from '@jest/globals';
import { tidyMemory } from './memory.js';

describe('tidying memory', () => {
  it('gives back what nobody refers to any more', async () => {
    const left = new WeakRef(new Array(1000).fill('what starting up left behind'));
    await tidyMemory();
    expect(left.deref()).toBeUndefined();
  });
});
