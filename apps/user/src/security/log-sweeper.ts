import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';

const interval = 3_600_000;
const batch = 1000;

/** Days that lines are kept; the database lets none go earlier than after 365, or 30 where no account is known. */
const life = { account: 400, nobody: 31 };

/** Forgets what the security log has said for long enough. */
@Injectable()
export class LogSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SecurityLog');
  private timer?: NodeJS.Timeout;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepIfPossible(), interval).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One round, in small transactions. */
  async sweep(): Promise<void> {
    const old = 'happened_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY';
    await this.remove('security_origin', `account_id IS NULL AND ${old}`, life.nobody);
    await this.remove('security_origin', old, life.account);
    await this.remove('security_event', old, life.account);
  }

  private async remove(table: string, which: string, days: number): Promise<void> {
    let removed = batch;
    while (removed === batch) {
      const sql = `DELETE FROM ${table} WHERE ${which} LIMIT ${batch}`;
      removed = (await this.transactions.manager.query<{ affectedRows: number }>(sql, [days])).affectedRows;
    }
  }

  private async sweepIfPossible(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn(`Old lines wait for the next round: ${(error as Error).message}`);
    }
  }
}
