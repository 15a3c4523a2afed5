import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Readiness } from '#service/health.js';
import { measure } from '#service/metrics.js';

/** Seconds that an event may wait before this process is no longer ready: something is wrong that does not mend itself. */
const longestWait = 300;
/** Rows that are counted at most: more than enough to see that something is wrong. */
const countedRows = 100_000;

/** Looks after what waits in the outbox, for the metrics and for readiness. */
@Injectable()
export class OutboxWatch implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    measure('outbox_events', `Events that wait in the outbox, counted up to ${countedRows}`, () => this.size());
    measure('outbox_oldest_age_seconds', 'How long the first event in the outbox has been waiting', () => this.age());
    this.readiness.register('outbox', async () => (await this.age()) < longestWait);
  }

  /** Events that wait, counted up to a limit. */
  size(): Promise<number> {
    return this.number(`SELECT COUNT(*) AS number FROM (SELECT 1 FROM outbox LIMIT ${countedRows}) waiting`);
  }

  /** Seconds that the first event has been waiting; 0 where none is. */
  age(): Promise<number> {
    return this.number(
      `SELECT TIMESTAMPDIFF(MICROSECOND, recorded_at, UTC_TIMESTAMP(3)) / 1000000 AS number
       FROM outbox ORDER BY position LIMIT 1`,
    );
  }

  private async number(sql: string): Promise<number> {
    const [row] = await this.dataSource.query<{ number: unknown }[]>(sql);
    return Number(row?.number ?? 0);
  }
}
