import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Indexer } from './indexer.js';

/** Milliseconds between looks at what changed, while nothing does. */
const interval = 500;
/** Looks after which projects that are gone are forgotten. */
const looksUntilForgetting = 120;

/** Lets the index follow what changes, for as long as the process lives. */
@Injectable()
export class IndexKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IndexKeeper.name);
  private readonly stopping = new AbortController();
  private running = Promise.resolve();
  private looks = 0;

  constructor(private readonly indexer: Indexer) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const advanced = await this.look().catch((error: Error) => {
        this.logger.warn(`What changed cannot be found yet: ${error.message}`);
        return 0;
      });
      if (advanced === 0) await setTimeout(interval, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private look(): Promise<number> {
    return ++this.looks % looksUntilForgetting === 0 ? this.indexer.forgetGone() : this.indexer.round();
  }
}
