import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Channel } from 'amqplib';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { BrokerConnection, type Link } from './connection.js';
import { EventPublisher, UNROUTED_AFTER } from './event-publisher.js';
import { FreshEvents, gathering } from './fresh-events.js';
import { claimRows, type OutboxRow, removeClaimed, removeFresh } from './outbox-rows.js';
import { publishRow } from './publish-row.js';
import { MessageServer } from './server.js';
import { assertEventsExchange } from './topology.js';

/** How often to look for rows that no wake-up announced (another replica's, or those of before a crash). */
const pollInterval = 1000;

/**
 * Publishes what the outbox holds. Rows are claimed in a short transaction, by state and never by "greater than the last
 * id", published outside it with confirms, and deleted once a queue has taken them; what no queue took stays and is tried
 * again. Of one aggregate's events only the oldest is claimed, so their order holds with any number of relays.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private publisher?: EventPublisher;
  private wakeUp: () => void = () => undefined;
  private awake = false;
  private stopping = false;
  private running?: Promise<void>;
  private readonly fresh = new FreshEvents(
    (rows) => this.publishAll(rows),
    (rows) => this.remove(removeFresh(rows, this.dataSource)),
    () => this.look(),
  );

  constructor(
    private readonly connection: BrokerConnection,
    private readonly dataSource: DataSource,
    private readonly server: MessageServer,
    @Inject(UNROUTED_AFTER) private readonly unroutedAfter: number,
  ) {}

  onApplicationBootstrap(): void {
    this.connection.keep((link) => this.open(link));
    this.running = this.run();
  }

  /** What the last commands report is published before the broker is let go. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server.drained();
    this.stopping = true;
    this.wake();
    await this.running;
    await this.publishBatch().catch(() => 0);
    await this.fresh.idle();
  }

  /** There is something to publish. */
  wake(): void {
    this.fresh.hurry();
    this.look();
  }

  /** Publishes the first event of an aggregate, which was committed under a lease, without looking for it. */
  handOver(row: OutboxRow): void {
    if (this.publisher) this.fresh.add(row);
  }

  private look(): void {
    this.awake = true;
    this.wakeUp();
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.confirmChannel();
    await assertEventsExchange(channel, link);
    channel.once('close', () => (this.publisher = undefined));
    this.publisher = new EventPublisher(channel, this.connection.account, this.unroutedAfter);
    this.wake();
    return channel;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.awake = false;
      const since = performance.now();
      const published = await this.publishBatch().catch((error: Error) => {
        this.logger.warn(`Events wait in the outbox: ${error.message}`);
        return 0;
      });
      if (published > 0) continue;
      await this.rest();
      // what comes meanwhile is found by the same look
      await sleep(Math.max(0, since + gathering - performance.now()));
    }
  }

  private rest(): Promise<void> {
    if (this.awake || this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollInterval);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Publishes what can be claimed now, and answers how many events are gone from the outbox. */
  private async publishBatch(): Promise<number> {
    if (!this.publisher) return 0;
    const rows = await claimRows(this.dataSource);
    if (rows.length === 0) return 0;
    const taken = await this.publishAll(rows);
    if (taken.length > 0) await this.remove(removeClaimed(taken, this.dataSource));
    return taken.length;
  }

  /** Answers those that a queue has taken. */
  private async publishAll<R extends OutboxRow>(rows: R[]): Promise<R[]> {
    const { publisher } = this;
    if (!publisher) return [];
    const results = await Promise.allSettled(rows.map((row) => publishRow(publisher, row)));
    const taken = rows.filter((_, index) => results[index]?.status === 'fulfilled');
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) this.logger.warn(`${rows.length - taken.length} events wait: ${(failed.reason as Error).message}`);
    return taken;
  }

  /** What could not be removed is published again, which the inboxes of its consumers notice. */
  private async remove(removal: Promise<void>): Promise<void> {
    await removal.catch((error: Error) => this.logger.warn(`Published events stay in the outbox: ${error.message}`));
  }
}
