import { expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { Durations } from './metrics.js';

const countOf = async (name: string): Promise<number> =>
  Number(new RegExp(`^errand_${name}_count\\{of="a"\\} (\\d+)$`, 'm').exec(await register.metrics())?.[1]);

it('tells all that was observed until now, however much that is', async () => {
  const durations = new Durations('probe_seconds', 'Of a test', ['of']);
  durations.observe({ of: 'a' }, performance.now());
  expect(await countOf('probe_seconds')).toBe(1);
  for (let n = 0; n < 249; n++) durations.observe({ of: 'a' }, performance.now());
  expect(await countOf('probe_seconds')).toBe(250);
});
