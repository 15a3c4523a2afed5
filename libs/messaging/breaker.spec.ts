import { beforeEach, describe, expect, it } from '@jest/globals';
import { Breaker } from './breaker.js';

let time: number;
let breaker: Breaker;

beforeEach(() => {
  time = 0;
  breaker = new Breaker(() => time);
});

const giveUp = (times: number): void => {
  for (let call = 0; call < times; call++) if (breaker.admits()) breaker.gaveUp();
};

describe('a breaker', () => {
  it('lets calls through as long as some are answered', () => {
    for (let round = 0; round < 10; round++) {
      giveUp(4);
      breaker.answered();
    }
    expect(breaker.admits()).toBe(true);
  });

  it('refuses calls after five in a row without an answer', () => {
    giveUp(5);
    expect(breaker.admits()).toBe(false);
  });

  it('lets one call through after a pause, and no second one before the first has ended', () => {
    giveUp(5);
    time = 999;
    expect(breaker.admits()).toBe(false);
    time = 1000;
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
  });

  it('lets all through again when that one is answered', () => {
    giveUp(5);
    time = 1000;
    breaker.admits();
    breaker.answered();
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true]);
  });

  it('waits longer each time that it is not, up to two seconds', () => {
    giveUp(5);
    for (const pause of [1000, 2000, 2000]) {
      time += pause - 1;
      expect(breaker.admits()).toBe(false);
      time += 1;
      expect(breaker.admits()).toBe(true);
      breaker.gaveUp();
    }
  });

  it('waits no longer for how many were on their way when it learned that nobody answers', () => {
    const calls = Array.from({ length: 100 }, () => breaker.admits());
    for (const admitted of calls) if (admitted) breaker.gaveUp();
    expect(breaker.closedFor).toBe(1000);
    time = 1000;
    expect(breaker.admits()).toBe(true);
  });

  it('tries again when the one that was let through ended for another reason', () => {
    giveUp(5);
    time = 1000;
    breaker.admits();
    breaker.undecided();
    expect(breaker.admits()).toBe(true);
  });
});
