import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Api } from '../clients/api.js';

/** Milliseconds that a request may take, that lie between two, and after which nothing is expected any more. */
const patience = 5000;
const pause = 100;
const limit = 30_000;

/** Somebody who needs every service, and notices when all of them work. */
export class Watcher {
  private constructor(
    private readonly api: Api,
    private readonly email: string,
  ) {}

  static async of(origin: string): Promise<Watcher> {
    const watcher = new Watcher(new Api(origin), `watcher-${randomUUID()}@example.org`);
    await watcher.api.register(watcher.email, randomUUID(), AbortSignal.timeout(patience));
    return watcher;
  }

  /** Milliseconds until a write to each service succeeds; undefined when one never does. */
  async recovery(): Promise<number | undefined> {
    const since = Date.now();
    const writes = [
      () => this.api.login(this.email, AbortSignal.timeout(patience)),
      () => this.api.post('/api/v1/tasks', { content: 'Look' }, randomUUID(), AbortSignal.timeout(patience)),
      () => this.api.upload('look.txt', 'look', randomUUID(), AbortSignal.timeout(patience)),
    ];
    const succeeded = await Promise.all(writes.map((write) => this.succeeds(write, since + limit)));
    return succeeded.every(Boolean) ? Date.now() - since : undefined;
  }

  private async succeeds(write: () => Promise<{ status: number }>, until: number): Promise<boolean> {
    while (Date.now() < until) {
      const status = await write().then(
        (answer) => answer.status,
        () => 0,
      );
      if (status >= 200 && status < 300) return true;
      await setTimeout(pause);
    }
    return false;
  }
}
