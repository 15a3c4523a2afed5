import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { check } from './checker/check.js';
import { Nemesis } from './nemesis/nemesis.js';
import { counts, Experiment } from './run.js';
import { System } from './system/system.js';

const seed = Number(process.env.ERRAND_FAULT_SEED) || randomInt(1, 1_000_000);
const seconds = Number(process.env.ERRAND_FAULT_SECONDS) || 40;
const writers = 6;

let system: System;

beforeAll(async () => {
  system = await System.start();
}, 120_000);

afterAll(() => system?.remove(), 60_000);

describe('whatever fails', () => {
  it(
    'every acknowledged write is there once, every event had its effect once, and all is well soon after',
    async () => {
      const name = `seed-${seed}`;
      process.stdout.write(`ERRAND_FAULT_SEED=${seed} ERRAND_FAULT_SECONDS=${seconds}: .errand/faults/${name}.*\n`);
      const experiment = new Experiment(system, name, { seed, writers });
      const nemesis = new Nemesis(system, experiment.history, seed);
      try {
        await nemesis.run(seconds * 1000);
        const state = await experiment.end();
        state.leftovers.push(...(await experiment.unacknowledged()));
        const { faults, poison, repeated } = nemesis;
        const run = { operations: experiment.history.operations, faults, poison, state };
        process.stdout.write(`${counts(run, repeated)}\n`);
        const violations = check(run).map(({ rule, detail }) => `${rule}: ${detail}`);
        experiment.history.write({ violations });
        expect(violations).toEqual([]);
        // each round delivers some of both again; were there none, nothing would be shown of that
        expect(Math.min(repeated.events, repeated.commands)).toBeGreaterThan(0);
      } finally {
        await experiment.close(name);
      }
    },
    (seconds + 180) * 1000,
  );
});
