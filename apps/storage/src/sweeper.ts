import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Readiness } from '#service/health.js';
import { BlobRepository } from './blob/blob.repository.js';
import { BlobStore } from './blob/blob.store.js';
import { FileRepository } from './file/file.repository.js';

const minute = 60_000;
const hour = 60 * minute;
const interval = 10 * minute;
const day = 24 * 3600;

/** Frees uploads that nothing came of: never attached within a day, broken off, or left behind by a crash. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly files: FileRepository,
    private readonly blobs: BlobRepository,
    private readonly store: BlobStore,
    private readonly readiness: Readiness,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepWhenReady(), interval).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One round, in small transactions; several replicas share the work. */
  async sweep(): Promise<void> {
    while ((await this.files.sweep(day)) > 0);
    while ((await this.blobs.sweep(hour / 1000)) > 0);
    await this.store.removeStalled(hour);
  }

  /**
   * Not before this process has been connected for a while: the news that a file was attached may still be on its way
   * after an outage.
   */
  private async sweepWhenReady(): Promise<void> {
    try {
      if ((await this.readiness.report()).ready) await this.sweep();
    } catch (error) {
      this.logger.warn(`Abandoned uploads wait for the next round: ${(error as Error).message}`);
    }
  }
}
