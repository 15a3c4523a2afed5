import { describe, expect, it } from '@jest/globals';
import { InFlight } from './in-flight.js';

describe('work in flight', () => {
  it('is waited for until the last of it has ended, by whoever asks', async () => {
    const work = new InFlight();
    await work.idle();
    for (let n = 0; n < 2; n++) work.begin();
    let isIdle = false;
    const idle = [work.idle(), work.idle()];
    void idle[0].then(() => (isIdle = true));
    work.end();
    await new Promise(setImmediate);
    expect([work.size, isIdle]).toEqual([1, false]);
    work.end();
    await Promise.all(idle);
    expect(work.size).toBe(0);
  });

  it('is not waited for beyond a limit', async () => {
    const work = new InFlight();
    work.begin();
    await work.idle(5);
    expect(work.size).toBe(1);
  });
});
