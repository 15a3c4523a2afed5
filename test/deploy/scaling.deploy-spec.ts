import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { check } from '../faults/checker/check.js';
import { counts, Experiment } from '../faults/run.js';
import { Deployed } from './deployed.js';
import { scalable, type Scalable } from './stack.js';

const seed = Number(process.env.ERRAND_FAULT_SEED) || randomInt(1, 1_000_000);
const writers = 4;
/** Milliseconds that clients write between two changes. */
const peace = 3000;

let deployed: Deployed;

beforeAll(async () => {
  deployed = await Deployed.start();
}, 900_000);

afterAll(() => deployed?.remove(), 300_000);

describe('a stack of docker-compose.yml', () => {
  it('is scaled and rolled, service by service, without a request that fails or a write or event that is lost', async () => {
    const name = `deploy-${seed}`;
    process.stdout.write(`ERRAND_FAULT_SEED=${seed}: .errand/faults/${name}.*\n`);
    const experiment = new Experiment(deployed, name, { seed, writers });
    const { stack } = deployed;
    const change = async (what: string, service: Scalable, doing: () => Promise<void>): Promise<void> => {
      experiment.history.write({ at: Date.now(), what, service });
      await doing();
      await setTimeout(peace);
    };
    try {
      await setTimeout(peace);
      await change('scale', 'frontend', () => stack.scale('frontend', 4));
      for (const service of scalable) {
        if (service !== 'frontend') await change('scale', service, () => stack.scale(service, 2));
        await change('roll', service, () => stack.roll(service));
        await change('scale', service, () => stack.scale(service, 1));
      }
      const state = await experiment.end();
      state.leftovers.push(...(await experiment.unacknowledged()));
      const run = { operations: experiment.history.operations, faults: [], poison: new Set<string>(), state };
      process.stdout.write(`${counts(run, { events: 0, commands: 0, reordered: 0 })}\n`);
      const failed = run.operations.flatMap(({ key, kind, attempts }) =>
        attempts.filter(({ answer }) => !/^[24]/.test(answer)).map(({ at, answer }) => ({ key, kind, at, answer })),
      );
      expect(failed).toEqual([]);
      expect(check(run).map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([]);
      expect(run.operations.length).toBeGreaterThan(100);
    } finally {
      await experiment.close(name);
    }
  }, 1_800_000);
});
