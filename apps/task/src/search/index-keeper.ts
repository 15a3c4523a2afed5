import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { Indexer } from './indexer.js';

/**
 * Milliseconds between looks at what changed. After a look that took long it is longer: the index takes a quarter of the time at
 * most, so that those who write have the rest, and changes gather meanwhile, which are then taken together.
 */
const shortestRest = 400;
const longestRest = 3000;
const restsALook = 3;
/** Looks after which projects that are gone are forgotten. */
const looksUntilForgetting = 100;

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
      const begun = performance.now();
      await this.look().catch((error: Error) => this.logger.warn(`What changed cannot be found yet: ${error.message}`));
      const rest = Math.min(Math.max(shortestRest, restsALook * (performance.now() - begun)), longestRest);
      await setTimeout(rest, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private look(): Promise<void> {
    return ++this.looks % looksUntilForgetting === 0 ? this.indexer.forgetGone() : this.indexer.round();
  }
}
