import { describe, expect, it } from '@jest/globals';
import { putBefore } from './reorder';

const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));
const ids = (list: { id: string }[]) => list.map(({ id }) => id).join('');

describe('a list in another order', () => {
  it('has one before another one, wherever it was', () => {
    expect(ids(putBefore([a, b, c], c, a))).toBe('cab');
    expect(ids(putBefore([a, b], c, b))).toBe('acb');
  });

  it('has it last when there is none before which it should be', () => {
    expect(ids(putBefore([a, b, c], a, undefined))).toBe('bca');
    expect(ids(putBefore([b], a, c))).toBe('ba');
  });
});
