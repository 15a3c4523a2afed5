import { timeLeft } from '#service/deadline.js';
import { asPreferred } from './prefer-wait.js';

describe('what a caller waits for', () => {
  it.each(['wait=5', 'respond-async, wait=5', 'wait=5; strict', 'Wait=5'])('ends with its patience: %s', (prefer) => {
    const left = asPreferred(prefer, timeLeft);
    expect(left).toBeGreaterThan(4000);
    expect(left).toBeLessThanOrEqual(5000);
  });

  it.each([undefined, '', 'wait', 'wait=soon', 'await=5', 'wait=5s'])('has no end when none is told: %s', (prefer) => {
    expect(asPreferred(prefer, timeLeft)).toBe(Infinity);
  });
});
