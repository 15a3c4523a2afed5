import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Run } from './checker/check.js';
import type { State } from './checker/state.js';
import { Writer } from './clients/writer.js';
import { History } from './history.js';
import { Random } from './random.js';
import { gather, leftovers, type Readable } from './system/gather.js';
import { waitingMessages } from './system/queues.js';
import type { System } from './system/system.js';

/** What an experiment needs of a system: to write into it, to look into it, and to stop it. */
export type Observed = Readable & Pick<System, 'url' | 'log' | 'stopProcesses'>;

/** Milliseconds in which everything that is on its way should have arrived once nobody writes any more. */
const settling = 20_000;
/** Milliseconds between two looks, and how many in a row have to find nothing on its way. */
const pause = 250;
const quietLooks = 4;

/** Waits until nothing is on its way between the processes, but not for ever. */
export async function settle(system: Readable): Promise<void> {
  for (let quiet = 0, until = Date.now() + settling; quiet < quietLooks && Date.now() < until;) {
    quiet = (await leftovers(system)).every(({ count }) => count === 0) ? quiet + 1 : 0;
    await setTimeout(pause);
  }
}

/** Clients that write into a system while something happens to it. */
export class Experiment {
  readonly history: History;
  readonly writers: Writer[];
  private readonly stopping = new AbortController();
  private readonly writing: Promise<unknown>;

  /** The writers begin at once. `patience` is the time (ms) that each of them waits for an answer. */
  constructor(
    readonly system: Observed,
    name: string,
    { seed, writers, patience }: { seed: number; writers: number; patience?: number },
  ) {
    this.history = new History(fileFor(name, 'history.jsonl'));
    this.writers = Array.from({ length: writers }, (_, index) => {
      const origin = index % 2 === 0 ? system.url : system.gatewayUrl;
      return new Writer(origin, index, this.history, new Random(seed + index + 1), patience);
    });
    this.writing = Promise.all(this.writers.map((writer) => writer.run(this.stopping.signal)));
  }

  /** Lets the writers finish what they began, waits until nothing moves any more, and reads what there is. */
  async end(): Promise<State> {
    this.stopping.abort();
    await this.writing;
    await settle(this.system);
    return gather(
      this.system,
      this.writers.map(({ reader }) => reader),
      this.history.operations,
    );
  }

  /** Stops the processes, and answers what they took from a queue and never acknowledged: it is there again. */
  async unacknowledged(): Promise<State['leftovers']> {
    await this.system.stopProcesses();
    const waiting = await waitingMessages(this.system.brokerUrl);
    return waiting.map(({ where, count }) => ({ where: `${where}, never acknowledged`, count }));
  }

  /** Keeps what the processes said where the history is. */
  async close(name: string): Promise<void> {
    this.stopping.abort();
    await this.writing;
    this.history.close();
    writeFileSync(fileFor(name, 'log.txt'), this.system.log.join('\n'));
  }
}

/** Where a person looks after a run, `.errand/faults/<name>.…`. */
export const fileFor = (name: string, what: string): string => join('.errand', 'faults', `${name}.${what}`);

/** What a run was, in numbers. */
export function counts({ operations, faults, state }: Run, repeated: Record<string, number>): string {
  const count = (outcome: string): number => operations.filter((each) => each.outcome === outcome).length;
  const retried = operations.filter(({ attempts, kind }) => attempts.length > (kind === 'comment' ? 2 : 1)).length;
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const recoveries = faults.flatMap(({ recoveredIn }) => recoveredIn ?? []).sort((a, b) => a - b);
  const lines = {
    operations: `${operations.length}: ${count('ok')} acknowledged, ${count('refused')} refused, ${count('unknown')} unknown; ${retried} retried`,
    requests: operations.reduce((sum, { attempts }) => sum + attempts.length, 0),
    events: `${state.effects.length} taken by the ledger`,
    'delivered again': `${repeated.events} events, ${repeated.commands} commands, ${repeated.reordered} in another order`,
    'dead letters': state.deadLetters.length,
    faults: `${faults.length}: ${kinds.map((kind) => `${faults.filter((fault) => fault.kind === kind).length} ${kind}`).join(', ')}`,
    'recovery, ms': `median ${recoveries[recoveries.length >> 1]}, longest ${recoveries.at(-1)}`,
  };
  return Object.entries(lines)
    .map(([name, text]) => `${name.padEnd(16)} ${text}`)
    .join('\n');
}
