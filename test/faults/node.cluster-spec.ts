import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { check } from './checker/check.js';
import type { FaultRecord } from './checker/state.js';
import { Watcher } from './nemesis/watcher.js';
import { counts, Experiment } from './run.js';
import { System } from './system/system.js';

const nodes = 3;
const writers = 4;
/** Milliseconds that a node is away, and that pass between two faults. */
const away = 8000;
const peace = 2000;

let started: Awaited<ReturnType<typeof System.onCluster>>;

beforeAll(async () => {
  started = await System.onCluster(nodes);
}, 180_000);

afterAll(async () => {
  await started?.system.stopProcesses();
  await started?.cluster.remove();
  await started?.system.remove();
}, 120_000);

describe('a broker that is a cluster', () => {
  it('may lose any of its nodes: all is well soon after, and nothing is lost or done twice', async () => {
    const { system, cluster } = started;
    const name = 'cluster';
    const experiment = new Experiment(system, name, { seed: 1, writers });
    const watcher = await Watcher.of(system);
    const faults: FaultRecord[] = [];
    const inflict = async (kind: string, node: number, fault: () => Promise<void>): Promise<void> => {
      const at = Date.now();
      await fault();
      const record = { kind, target: `node ${node + 1}`, at, ms: Date.now() - at };
      faults.push({ ...record, recoveredIn: await watcher.recovery() });
      experiment.history.write({ what: 'recovery', ...faults.at(-1) });
    };
    try {
      await setTimeout(peace);
      for (let node = 0; node < nodes; node++) {
        await inflict('kill node', node, () => cluster.kill(node));
        await setTimeout(away);
        await inflict('restart node', node, () => cluster.restart(node));
        await setTimeout(peace);
      }
      const state = await experiment.end();
      state.leftovers.push(...(await experiment.unacknowledged()));
      const run = { operations: experiment.history.operations, faults, poison: new Set<string>(), state };
      process.stdout.write(`${counts(run, { events: 0, commands: 0, reordered: 0 })}\n`);
      expect(check(run).map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([]);
    } finally {
      await experiment.close(name);
    }
  }, 240_000);
});
