import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Readiness } from '#service/health.js';
import { DELETION_TIMEOUT } from './deletion.js';
import { DeletionRepository } from './deletion.repository.js';

const longestInterval = 60_000;

/** Asks those again who have not answered in time that they keep nothing of a deleted account any more. */
@Injectable()
export class DeletionSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeletionSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly deletions: DeletionRepository,
    private readonly readiness: Readiness,
    @Inject(DELETION_TIMEOUT) private readonly timeout: number,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepWhenReady(), Math.min(this.timeout, longestInterval)).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One round, in small transactions; several replicas share the work. */
  async sweep(): Promise<void> {
    while ((await this.deletions.askAgain()) > 0);
  }

  /** Not while the broker is away: what was asked before still waits in the outbox then. */
  private async sweepWhenReady(): Promise<void> {
    try {
      if ((await this.readiness.report()).ready) await this.sweep();
    } catch (error) {
      this.logger.warn(`Deletions of accounts wait for the next round: ${(error as Error).message}`);
    }
  }
}
