import { setTimeout } from 'node:timers/promises';
import { eventQueue } from '#messaging/topology.js';
import type { FaultRecord } from '../checker/state.js';
import type { History } from '../history.js';
import { Random } from '../random.js';
import { depthOf } from '../system/queues.js';
import type { LinkName } from '../system/links.js';
import type { System } from '../system/system.js';
import { Copies } from './copies.js';
import { type Fault, plan, roundLength } from './plan.js';
import { poison } from './poison.js';
import { Watcher } from './watcher.js';

/** Milliseconds between two faults, in which nothing is wrong. */
const [shortestPeace, longestPeace] = [200, 800];
/** Milliseconds that a queue may take to fill. */
const filling = 5000;

/** What a seed lets go wrong in a system, one thing after the other, and what was seen of it. */
export class Nemesis {
  readonly faults: FaultRecord[] = [];
  /** Ids of the messages that nobody can take. */
  readonly poison = new Set<string>();
  /** Messages that were delivered again, or in another order. */
  readonly repeated = { events: 0, commands: 0, reordered: 0 };
  private readonly random: Random;
  private readonly copies: Copies;

  constructor(
    private readonly system: System,
    private readonly history: History,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.copies = new Copies(system.brokerUrl);
  }

  /** At least one round of faults, and further ones until the time is over. */
  async run(milliseconds: number): Promise<void> {
    const watcher = await Watcher.of(this.system);
    await this.copies.collect();
    const faults = plan(this.random);
    const until = Date.now() + milliseconds;
    for (let count = 0; count < roundLength || Date.now() < until; count++) {
      await setTimeout(this.random.whole(shortestPeace, longestPeace));
      await this.inflict(faults.next().value, watcher);
    }
  }

  private async inflict(fault: Fault, watcher: Watcher): Promise<void> {
    const at = Date.now();
    this.history.write({ at, what: 'fault', ...fault });
    await this.perform(fault);
    const ms = Date.now() - at;
    const recoveredIn = await watcher.recovery();
    const record = { kind: fault.kind, target: fault.target, at, ms, recoveredIn };
    this.faults.push(record);
    this.history.write({ what: 'recovery', ...record });
  }

  private async perform(fault: Fault): Promise<void> {
    switch (fault.kind) {
      case 'kill':
        await this.system.kill(fault.target);
        await setTimeout(fault.away);
        await this.system.begin(fault.target);
        return this.system.alive(fault.target);
      case 'kill server':
        await this.system.killServer(fault.target);
        await setTimeout(fault.away);
        return this.system.restartServer(fault.target);
      case 'kill full broker':
        return this.killFullBroker(fault);
      case 'cut':
        for (let count = 0; count < fault.times; count++) {
          this.system.link(fault.target).cut();
          await setTimeout(this.random.whole(0, 300));
        }
        return;
      case 'refuse':
        await this.system.link(fault.target).refuse();
        return this.healAfter(fault);
      case 'delay':
        this.system.link(fault.target).delay(fault.by);
        return this.healAfter(fault);
      case 'hang':
        this.system.link(fault.target).hang();
        return this.healAfter(fault);
      case 'repeat':
        return this.repeat(fault);
      case 'reorder':
        this.repeated.reordered += await this.copies.reorder(fault.target, fault.events, this.random);
        return;
      case 'poison':
        for (const id of await poison(this.system.brokerUrl, fault.target)) this.poison.add(id);
    }
  }

  private async healAfter({ target, away }: { target: LinkName; away: number }): Promise<void> {
    await setTimeout(away);
    await this.system.link(target).heal();
  }

  private async repeat({ target, messages }: Fault & { kind: 'repeat' }): Promise<void> {
    const { copies, random, repeated } = this;
    if (target === 'events') repeated.events += await copies.repeatEvents(messages, random);
    else repeated.commands += await copies.repeatCommands(messages, random);
  }

  private async killFullBroker({ target, events }: Fault & { kind: 'kill full broker' }): Promise<void> {
    await this.system.kill(target);
    const queue = eventQueue(target);
    for (const until = Date.now() + filling; Date.now() < until;) {
      if ((await depthOf(this.system.brokerUrl, queue)) >= events) break;
      await setTimeout(100);
    }
    await this.system.killServer('broker');
    await this.system.restartServer('broker');
    await this.system.begin(target);
    await this.system.alive(target);
  }
}
