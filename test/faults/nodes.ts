import { setTimeout } from 'node:timers/promises';
import { check } from './checker/check.js';
import type { FaultRecord } from './checker/state.js';
import { Watcher } from './nemesis/watcher.js';
import { counts, Experiment } from './run.js';
import type { System } from './system/system.js';

const writers = 4;
/** Milliseconds that a node is away, and that pass between two faults. */
const away = 8000;
const peace = 2000;

interface Nodes {
  kill(index: number): Promise<void>;
  restart(index: number): Promise<void>;
}

/** Lets clients write while each node of a cluster is killed and comes back, and answers what went wrong. */
export async function loseEach(nodes: Nodes, count: number, system: System, name: string): Promise<string[]> {
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
    for (let node = 0; node < count; node++) {
      await inflict('kill node', node, () => nodes.kill(node));
      await setTimeout(away);
      await inflict('restart node', node, () => nodes.restart(node));
      await setTimeout(peace);
    }
    const state = await experiment.end();
    state.leftovers.push(...(await experiment.unacknowledged()));
    const run = { operations: experiment.history.operations, faults, poison: new Set<string>(), state };
    process.stdout.write(`${counts(run, { events: 0, commands: 0, reordered: 0 })}\n`);
    return check(run).map(({ rule, detail }) => `${rule}: ${detail}`);
  } finally {
    await experiment.close(name);
  }
}
