import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from './deletion.js';

const minute = 60_000;

describe('the pause before somebody is asked again', () => {
  it('doubles up to an hour', () => {
    const pauses = [1, 2, 3, 4, 5, 10_000].map((tries) => pauseAfter(tries, 5 * minute) / minute);
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it('is never shorter than it is set', () => {
    expect([1, 2, 3].map((tries) => pauseAfter(tries, 90 * minute) / minute)).toEqual([90, 90, 90]);
  });
});
