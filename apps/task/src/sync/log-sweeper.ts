import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { tokenDays } from './sync-tokens.js';

const hour = 3_600_000;
/** The log has days, not times, and clocks differ. */
const daysKept = tokenDays + 2;

/** Forgets changes that everybody whose token is good has seen. */
@Injectable()
export class LogSweeper implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LogSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.sweep(), hour).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    const sweeps = ['change_log WHERE changed_on', 'gone_project WHERE gone_on'].map((rows) =>
      this.dataSource.query(`DELETE FROM ${rows} < UTC_DATE() - INTERVAL ${daysKept} DAY LIMIT 10000`),
    );
    await Promise.all(sweeps).catch((error: Error) => this.logger.warn(`Old changes stay: ${error.message}`));
  }
}
