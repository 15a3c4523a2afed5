import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import type { Environment } from '#service/environment.js';
import type { ConfirmedPublisher } from './confirmed-publisher.js';
import { typeOf } from './delivery.js';
import { attemptOf, deathHeaders, failureHeaders, isPermanent, republished } from './failed-event.js';
import { eventFailures } from './observation.js';
import { deadExchange, deadLetterQueue, eventQueue, retryQueue } from './topology.js';

/** Milliseconds before each further try of an event that failed. */
export const RETRY_DELAYS = Symbol('RETRY_DELAYS');
export const defaultRetryDelays = [1000, 10_000, 60_000, 600_000];

const longestDelay = 86_400_000;

/** The delays of a process: `EVENT_RETRY_DELAYS_MS`, whole milliseconds with commas between. */
export function eventRetryDelays(environment: Environment): number[] {
  const name = 'EVENT_RETRY_DELAYS_MS';
  const text = environment.text(name, defaultRetryDelays.join());
  const delays = text.split(',').map(Number);
  if (delays.every((delay) => Number.isInteger(delay) && delay > 0 && delay <= longestDelay)) return delays;
  environment.wrong(name, `should be whole milliseconds like 1000,10000, each at most a day, and is "${text}"`);
  return defaultRetryDelays;
}

/**
 * Moves an event that failed out of the way of others: into the queue of its next delay, which hands it back to the one
 * queue that it came from, or to the dead letters. Each resolves when the broker has the copy, and the original is to be
 * acknowledged only then: a crash in between makes two of it, and the inbox lets them have one effect.
 */
export class EventRetry {
  private readonly logger = new Logger(EventRetry.name);

  constructor(
    private readonly publisher: ConfirmedPublisher,
    private readonly service: string,
    private readonly delays: number[],
  ) {}

  /** Counts a failure. After the last delay, or when no later try can help, the event is a dead letter. */
  async failed(message: ConsumeMessage, error: unknown): Promise<void> {
    const attempt = attemptOf(message) + 1;
    const delay = isPermanent(error) ? undefined : this.delays[attempt - 1];
    eventFailures.add({ event: typeOf(message), then: delay === undefined ? 'dead_letter' : 'retry' });
    const failed = `The event ${typeOf(message)} failed, try ${attempt} of ${this.delays.length + 1};`;
    const headers = failureHeaders(message, error);
    if (delay === undefined) {
      this.logger.error(`${failed} it goes to ${deadLetterQueue(this.service)}`, error);
      const options = republished(message, { ...headers, ...deathHeaders(error) });
      await this.publisher.publish(deadExchange, eventQueue(this.service), message.content, options);
    } else {
      this.logger.error(`${failed} the next is in ${delay} ms`, error);
      await this.delay(message, delay, headers);
    }
  }

  /** Brings an event back after the shortest delay, as if this delivery had not been. */
  async postpone(message: ConsumeMessage): Promise<void> {
    await this.delay(message, Math.min(...this.delays), {});
  }

  private delay(message: ConsumeMessage, delay: number, headers: Record<string, unknown>): Promise<void> {
    const queue = retryQueue(this.service, delay);
    return this.publisher.publish('', queue, message.content, republished(message, headers));
  }
}
