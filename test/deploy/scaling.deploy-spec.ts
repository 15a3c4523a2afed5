import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Deployed } from './deployed.js';
import { scalable } from './stack.js';
import { underLoad } from './under-load.js';

let deployed: Deployed;

beforeAll(async () => {
  deployed = await Deployed.start();
}, 900_000);

afterAll(() => deployed?.remove(), 300_000);

describe('a stack of docker-compose.yml', () => {
  it.each(scalable)(
    'runs %s without root, on a file system that cannot be written to',
    async (service) => {
      const said = await deployed.stack.inside(service, 'id -u; touch /tmp/there && echo written; touch there || true');
      expect(said.trim().split('\n')).toEqual(['1000', 'written', expect.stringContaining('Read-only file system')]);
    },
    120_000,
  );

  it('goes back by itself from what does not start, and answers all the while', async () => {
    const answers = new Set<number>();
    let rolling = true;
    const asking = (async () => {
      for (; rolling; await setTimeout(100)) answers.add((await fetch(`${deployed.url}/api/v1/user`)).status);
    })();
    try {
      await deployed.stack.rollInVain('backend');
    } finally {
      rolling = false;
      await asking;
    }
    expect([...answers]).toEqual([401]);
  }, 600_000);

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
