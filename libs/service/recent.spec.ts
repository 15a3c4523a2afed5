import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.js';

const filled = (count: number, most: number): Recent<number, string> => {
  const recent = new Recent<number, string>(most);
  for (let key = 1; key <= count; key++) recent.set(key, `value ${key}`);
  return recent;
};
describe('what was asked for lately', () => {
  it.each([1, 5, 10, 11, 15, 16, 99, 100])('is remembered up to a number of things, the newest of %i', (count) => {
    const oldest = filled(count, 10);
    for (let key = 1; key <= count - 10; key++) expect(oldest.get(key)).toBeUndefined();
    const newest = filled(count, 10);
    for (let key = count; key > Math.max(0, count - 5); key--) expect(newest.get(key)).toBe(`value ${key}`);
  });

  it('stays for as long as it is asked for', () => {
    const recent = filled(1, 10);
    for (let key = 2; key <= 100; key++) {
      recent.set(key, '');
      if (key % 5 === 0) expect(recent.get(1)).toBe('value 1');
    }
    for (let key = 101; key <= 110; key++) recent.set(key, '');
    expect(recent.get(1)).toBeUndefined();
  });

  it('is what was said last, in whichever generation the first word was', () => {
    const recent = filled(6, 10);
    recent.set(1, 'again');
    recent.set(6, 'again');
    expect([recent.get(1), recent.get(6), recent.get(2)]).toEqual(['again', 'again', 'value 2']);
  });

  it('is forgotten when that is wanted', () => {
    const recent = filled(9, 10);
    recent.clear();
    expect([recent.get(1), recent.get(9)]).toEqual([undefined, undefined]);
  });
});
