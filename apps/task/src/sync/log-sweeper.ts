import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { tokenDays } from './sync-tokens.js';

const hour = 3_600_000;
/** The log has days, not times, and clocks differ. */
const daysKept = tokenDays + 2;

const sharedTasksThatAreGone = `
  UPDATE shared_task SET gone_on = UTC_DATE()
  WHERE gone_on IS NULL AND NOT EXISTS (SELECT 1 FROM task WHERE id = shared_task.task_id)
    AND NOT EXISTS (SELECT 1 FROM trashed_task WHERE id = shared_task.task_id)`;

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
    const old = ['change_log WHERE changed_on', 'gone_project WHERE gone_on', 'shared_task WHERE gone_on'];
    const sweeps = [
      ...old.map((rows) => `DELETE FROM ${rows} < UTC_DATE() - INTERVAL ${daysKept} DAY LIMIT 10000`),
      sharedTasksThatAreGone,
    ].map((sql) => this.dataSource.query(sql));
    await Promise.all(sweeps).catch((error: Error) => this.logger.warn(`Old changes stay: ${error.message}`));
  }
}
