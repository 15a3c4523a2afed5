import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { CONSUMER_NAME, type InboxLike } from './event-consumer.js';
import { isPlanted } from './planted-bug.js';

const hour = 3_600_000;

/** Remembers which events were taken, for 30 days, in the transaction of their effect: a dead letter can be replayed that long. */
@Injectable()
export class Inbox implements InboxLike, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Inbox.name);
  private sweeper?: NodeJS.Timeout;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    @Inject(CONSUMER_NAME) private readonly consumer: string,
  ) {}

  async once(messageId: string, work: (transaction: EntityManager) => Promise<void>): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { affectedRows } = await transaction.query<{ affectedRows: number }>(
        'INSERT IGNORE INTO inbox (consumer, message_id, received_at) VALUES (?, ?, UTC_TIMESTAMP(3))',
        [this.consumer, idToBytes(messageId)],
      );
      if (affectedRows > 0 || isPlanted('no-inbox')) await work(transaction);
    });
  }

  onModuleInit(): void {
    this.sweeper = setInterval(() => void this.sweep(), hour).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** Forgets what was taken long ago, some of it. */
  async sweep(): Promise<void> {
    await this.dataSource
      .query('DELETE FROM inbox WHERE received_at < UTC_TIMESTAMP(3) - INTERVAL 30 DAY LIMIT 10000')
      .catch((error: Error) => this.logger.warn(`The inbox could not be swept: ${error.message}`));
  }
}
