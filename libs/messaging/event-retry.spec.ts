import { expect, it } from '@jest/globals';
import { Environment } from '#service/environment.js';
import { eventRetryDelays } from './event-retry.js';

it('reads the delays before further tries, and has some when none are set', () => {
  expect(eventRetryDelays(new Environment({ EVENT_RETRY_DELAYS_MS: '50, 2000' }))).toEqual([50, 2000]);
  expect(eventRetryDelays(new Environment({}))).toEqual([1000, 10_000, 60_000, 600_000]);
});

it.each(['soon', '1000,', '0', '1.5', '1000;2000', '86400001'])('refuses %s as delays', (text) => {
  const environment = new Environment({ EVENT_RETRY_DELAYS_MS: text });
  eventRetryDelays(environment);
  expect(() => environment.done()).toThrow(/EVENT_RETRY_DELAYS_MS should be whole milliseconds/);
});
