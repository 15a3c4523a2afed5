import type { Random } from '../random.js';
import { type LinkName, linkNames } from '../system/links.js';
import { type ProcessName, processNames } from '../system/system.js';
import { type Consumer, consumers } from '../system/queues.js';

/** One thing that goes wrong. Times are in milliseconds. */
export type Fault =
  /** A process, or a server, dies at once and is started again after a while. */
  | { kind: 'kill'; target: ProcessName; away: number }
  | { kind: 'kill server'; target: 'database' | 'broker'; away: number }
  /** The broker dies while so many events wait in a queue whose consumer is away. */
  | { kind: 'kill full broker'; target: 'ledger'; events: number }
  /** The network ends connections, refuses them, slows them down, or is silent. */
  | { kind: 'cut'; target: LinkName; times: number }
  | { kind: 'refuse'; target: LinkName; away: number }
  | { kind: 'delay'; target: LinkName; by: number; away: number }
  | { kind: 'hang'; target: LinkName; away: number }
  /** Events and commands that were taken before come again, in another order. */
  | { kind: 'repeat'; target: 'events' | 'commands'; messages: number }
  /** A service gets its events in another order than they were published in. */
  | { kind: 'reorder'; target: Consumer; events: number }
  /** A service gets messages that it cannot take. */
  | { kind: 'poison'; target: Consumer };

/** What goes wrong in a run, in rounds: each has every kind of fault, and kills each process. It has no end. */
export function* plan(random: Random): Generator<Fault, never> {
  for (;;) yield* random.shuffle(aRound(random));
}

/** How many faults are in a round. */
export const roundLength = processNames.length + 2 + 1 + 4 + 2 + 2;

function aRound(random: Random): Fault[] {
  const link = (): LinkName => random.pick(linkNames);
  return [
    ...processNames.map((target): Fault => ({ kind: 'kill', target, away: random.whole(0, 1000) })),
    { kind: 'kill server', target: 'database', away: random.whole(0, 1500) },
    { kind: 'kill server', target: 'broker', away: random.whole(0, 1000) },
    { kind: 'kill full broker', target: 'ledger', events: random.whole(50, 150) },
    { kind: 'cut', target: link(), times: random.whole(1, 4) },
    { kind: 'refuse', target: link(), away: random.whole(300, 1500) },
    { kind: 'delay', target: link(), by: random.whole(50, 400), away: random.whole(1000, 2500) },
    { kind: 'hang', target: link(), away: random.whole(500, 3000) },
    { kind: 'repeat', target: 'events', messages: random.whole(50, 150) },
    { kind: 'repeat', target: 'commands', messages: random.whole(50, 150) },
    { kind: 'reorder', target: random.pick(consumers), events: random.whole(10, 30) },
    { kind: 'poison', target: random.pick(consumers) },
  ];
}
