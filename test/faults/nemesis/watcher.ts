import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Api } from '../clients/api.js';
import type { System } from '../system/system.js';

/** Milliseconds that a request may take, that lie between two, and after which nothing is expected any more. */
const patience = 5000;
const pause = 100;
const limit = 30_000;
/** Seconds that an event may wait for being published while all is well. */
const longestWait = 2;

/** Somebody who needs every service, and notices when all of them work. */
export class Watcher {
  private constructor(
    private readonly system: System,
    private readonly api: Api,
    private readonly email: string,
  ) {}

  static async of(system: System): Promise<Watcher> {
    const watcher = new Watcher(system, new Api(system.url), `watcher-${randomUUID()}@example.org`);
    await watcher.api.register(watcher.email, randomUUID(), AbortSignal.timeout(patience));
    return watcher;
  }

  /** Milliseconds until a write to each service succeeds and no event waits; undefined when that never comes. */
  async recovery(): Promise<number | undefined> {
    const since = Date.now();
    const works = [
      () => this.api.login(this.email, AbortSignal.timeout(patience)).then(isGood),
      () =>
        this.api.post('/api/v1/tasks', { content: 'Look' }, randomUUID(), AbortSignal.timeout(patience)).then(isGood),
      () => this.api.upload('look.txt', 'look', randomUUID(), AbortSignal.timeout(patience)).then(isGood),
      ...(['user', 'task', 'storage'] as const).map((service) => () => this.publishes(service)),
    ];
    const all = await Promise.all(works.map((attempt) => comesTrue(attempt, since + limit)));
    return all.every(Boolean) ? Date.now() - since : undefined;
  }

  private async publishes(service: 'user' | 'task' | 'storage'): Promise<boolean> {
    const metrics = await fetch(`${this.system.addressOf(service)}/metrics`, { signal: AbortSignal.timeout(patience) });
    const age = /^errand_outbox_oldest_age_seconds (\S+)$/m.exec(await metrics.text())?.[1];
    return Number(age) < longestWait;
  }
}

const isGood = ({ status }: { status: number }): boolean => status >= 200 && status < 300;

async function comesTrue(attempt: () => Promise<boolean>, until: number): Promise<boolean> {
  while (Date.now() < until) {
    if (await attempt().catch(() => false)) return true;
    await setTimeout(pause);
  }
  return false;
}
