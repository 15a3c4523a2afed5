import { expect } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { eventually } from '#testing/eventually.js';
import { check } from '../faults/checker/check.js';
import { counts, Experiment } from '../faults/run.js';
import type { Deployed } from './deployed.js';
import type { Scalable } from './stack.js';

const seed = Number(process.env.ERRAND_FAULT_SEED) || randomInt(1, 1_000_000);
const writers = 4;
/** Milliseconds that clients wait for an answer: longer than any takes on a machine that does much else. */
const patience = 20_000;
/** Milliseconds that clients write between two changes. */
const peace = 3000;

/** Does something to a service, and notes that in the history. */
export type Change = (what: string, service: Scalable, doing: () => Promise<void>) => Promise<void>;

/**
 * Lets clients write into a stack while it is changed, and expects that no request failed, and that what there is afterwards is
 * what they were told, each event taken once.
 */
export async function underLoad(
  deployed: Deployed,
  kind: string,
  doing: (change: Change) => Promise<void>,
): Promise<void> {
  const name = `${kind}-${seed}`;
  process.stdout.write(`ERRAND_FAULT_SEED=${seed}: .errand/faults/${name}.*\n`);
  const experiment = new Experiment(deployed, name, { seed, writers, patience });
  const change: Change = async (what, service, doing) => {
    experiment.history.write({ at: Date.now(), what, service });
    await doing();
    await setTimeout(peace);
  };
  try {
    await eventually(() => expect(experiment.history.operations.map(({ outcome }) => outcome)).toContain('ok'));
    await doing(change);
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
  } catch (error) {
    await deployed.keepLogs();
    throw error;
  } finally {
    await experiment.close(name);
  }
}
