import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Readiness } from '#service/health.js';
import { ActivityRepository } from './activity/activity.repository.js';
import { TransferRepository } from './transfer/transfer.repository.js';
import { TrashRepository } from './trash/trash.repository.js';
import { TRASH_DAYS } from './trash/trash.settings.js';

const interval = 10 * 60_000;

/** Removes for good what has been in the trash for long enough, activities of a year ago, and transfers that nobody finished. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly trash: TrashRepository,
    private readonly activities: ActivityRepository,
    private readonly transfers: TransferRepository,
    private readonly readiness: Readiness,
    @Inject(TRASH_DAYS) private readonly days: number,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepWhenReady(), interval).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One round, in small transactions; several replicas share the work. */
  async sweep(): Promise<void> {
    while ((await this.trash.purgeOlderThan(this.days)) > 0);
    while ((await this.activities.sweep()) > 0);
    while ((await this.transfers.sweep()) > 0);
  }

  private async sweepWhenReady(): Promise<void> {
    try {
      if ((await this.readiness.report()).ready) await this.sweep();
    } catch (error) {
      this.logger.warn(`What is old waits for the next round: ${(error as Error).message}`);
    }
  }
}
