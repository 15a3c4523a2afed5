import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { Deployed } from './deployed.js';
import { scalable } from './stack.js';
import { underLoad } from './under-load.js';

let deployed: Deployed;

beforeAll(async () => {
  deployed = await Deployed.start();
}, 900_000);

afterAll(() => deployed?.remove(), 300_000);

describe('a stack of docker-compose.yml', () => {
  it('is scaled and rolled, service by service, without a request that fails or a write or event that is lost', async () => {
    const { stack } = deployed;
    await underLoad(deployed, 'deploy', async (change) => {
      await change('scale', 'frontend', () => stack.scale('frontend', 4));
      for (const service of scalable) {
        if (service !== 'frontend') await change('scale', service, () => stack.scale(service, 2));
        await change('roll', service, () => stack.roll(service));
        await change('scale', service, () => stack.scale(service, 1));
      }
    });
  }, 1_800_000);
});
