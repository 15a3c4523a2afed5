import { Logger } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';
import type { Environment } from '#service/environment.js';
import { ConfirmedPublisher, type Identified, Unrouted } from './confirmed-publisher.js';
import { unroutedEvents } from './observation.js';
import { eventsExchange, finalExchange, unroutedQueue } from './topology.js';

/** Milliseconds that an event waits for a queue that takes it. */
export const UNROUTED_AFTER = Symbol('UNROUTED_AFTER');
export const defaultUnroutedAfter = 60_000;

/** Shorter than a service may be not ready: an event that nobody wants is no reason for that. */
const longestUnroutedAfter = 240_000;

/** The patience of a process: `EVENT_UNROUTED_AFTER_MS`. */
export function eventUnroutedAfter(environment: Environment): number {
  return environment.whole('EVENT_UNROUTED_AFTER_MS', defaultUnroutedAfter, 0, longestUnroutedAfter);
}

/**
 * Publishes events on one channel. One that no queue takes is refused until its patience is over, so that it may be
 * published again; then it goes to the exchange that routes it just the same and has `errand.unrouted` keep what no queue
 * takes: the broker decides between the two in one step, so that a queue that appears just then gets it.
 */
export class EventPublisher {
  private readonly logger = new Logger(EventPublisher.name);
  private readonly publisher: ConfirmedPublisher;
  /** Consumers need some time to declare their queues after a broker has come back, as this channel did. */
  private readonly openedAt = Date.now();

  constructor(
    channel: ConfirmChannel,
    account: string,
    private readonly unroutedAfter: number,
  ) {
    this.publisher = new ConfirmedPublisher(channel, account);
  }

  /** Resolves once the broker has it and, when it is `mandatory`, a queue has taken it. `recordedAt` is in ms since the epoch. */
  async publish(type: string, recordedAt: number, content: Buffer, options: Identified): Promise<void> {
    try {
      await this.publisher.publish(eventsExchange, type, content, options);
    } catch (error) {
      const waitsSince = Math.max(recordedAt, this.openedAt);
      if (!(error instanceof Unrouted) || Date.now() - waitsSince < this.unroutedAfter) throw error;
      await this.publisher.publish(finalExchange, type, content, options);
      unroutedEvents.add({ event: type });
      const waited = `for ${Math.round((Date.now() - waitsSince) / 1000)} s`;
      this.logger.error(`No queue took the event ${type} ${options.messageId} ${waited}: ${unroutedQueue} keeps it`);
    }
  }
}
