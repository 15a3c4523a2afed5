import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ChannelModel, connect, type ConfirmChannel } from 'amqplib';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, In } from 'typeorm';
import { OutboxEvent } from './entities.js';

const batch = 200;
const pause = 200;

/** Publishes what the outbox holds, oldest first, and deletes what the broker has confirmed. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private connection?: ChannelModel;
  private running?: Promise<void>;
  private stopping = false;

  constructor(private readonly dataSource: DataSource) {}

  async onApplicationBootstrap(): Promise<void> {
    this.connection = await connect(process.env.BROKER_URL ?? '', { noDelay: true });
    const channel = await this.connection.createConfirmChannel();
    await channel.assertExchange('errand.events', 'topic', { durable: true });
    this.running = this.run(channel);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running;
    await this.connection?.close();
  }

  private async run(channel: ConfirmChannel): Promise<void> {
    while (!this.stopping) {
      const published = await this.publishBatch(channel).catch((error: Error) => this.logger.warn(error.message));
      if (published !== batch) await sleep(pause);
    }
  }

  private publishBatch(channel: ConfirmChannel): Promise<number> {
    return this.dataSource.transaction('READ COMMITTED', async (manager) => {
      const events = await manager.find(OutboxEvent, {
        order: { position: 'ASC' },
        take: batch,
        lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
      });
      if (events.length === 0) return 0;
      for (const { id, type, subject, aggregateVersion, data } of events) {
        const headers = { subject, aggregateVersion };
        channel.publish('errand.events', type, Buffer.from(data), { messageId: id, persistent: true, headers });
      }
      await channel.waitForConfirms();
      await manager.delete(OutboxEvent, { position: In(events.map(({ position }) => position)) });
      return events.length;
    });
  }
}
