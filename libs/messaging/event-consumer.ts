import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import type { Channel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Delivered } from '#contracts/event.js';
import { Failure } from '#contracts/failure.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { ConfirmedPublisher } from './confirmed-publisher.js';
import { BrokerConnection, type Link } from './connection.js';
import { consume } from './consume.js';
import { eventOf, typeOf } from './delivery.js';
import { defaultRetryDelays, EventRetry, RETRY_DELAYS } from './event-retry.js';
import { isPermanent } from './failed-event.js';
import { InFlight } from './in-flight.js';
import { IS_OUTAGE, type IsOutage } from './outage.js';
import { observeEvent } from './observation.js';
import { sourceOf } from './handles.js';
import { isPlanted } from './planted-bug.js';
import { isFrom } from './sender.js';
import { assertEventQueue, assertListenerQueue, assertRetryQueues } from './topology.js';

/**
 * Lets each event have its effect once: `once` runs the work in a transaction that also remembers the event's id, and
 * does nothing when the id is known already.
 */
export interface InboxLike {
  once(messageId: string, work: (transaction: unknown) => Promise<void>): Promise<void>;
}
export const INBOX = Symbol('INBOX');
export const CONSUMER_NAME = Symbol('CONSUMER_NAME');

/** Events that one replica works on at a time. */
const prefetch = 50;
/** Milliseconds between tries in place, doubling from the first to the longest. */
const firstPause = 200;
const longestPause = 5000;
/** Tries of an event in place while the database is away: some six seconds, in which nothing else is taken. */
const triesInPlace = 6;

/** Consuming on one channel, until that closes or the process stops. */
interface Consumption {
  channel: Channel;
  retry?: EventRetry;
  closed: AbortSignal;
  ended: AbortSignal;
}

/**
 * Takes events from the service's quorum queue and acknowledges each after its transaction. One that fails leaves the queue
 * for a growing delay, and for the dead letters in the end. While the database is away events are kept and tried in place,
 * which takes no more of them from the queue, and no try is counted.
 * A process without an inbox (the gateway) listens on a queue of its own instead, where each replica hears everything.
 */
@Injectable()
export class EventConsumer {
  private readonly logger = new Logger(EventConsumer.name);
  private readonly working = new InFlight();
  private readonly stopped = new AbortController();
  private handlers = new Map<string, MessageHandler>();
  private consuming?: { channel: Channel; tag: string };
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly connection: BrokerConnection,
    @Inject(CONSUMER_NAME) private readonly service: string,
    @Optional() @Inject(INBOX) private readonly inbox?: InboxLike,
    @Optional() @Inject(IS_OUTAGE) private readonly isOutage: IsOutage = () => false,
    @Optional() @Inject(RETRY_DELAYS) private readonly delays: number[] = defaultRetryDelays,
  ) {}

  listen(handlers: Map<string, MessageHandler>): void {
    this.handlers = handlers;
    if (handlers.size > 0) this.connection.keep((link) => this.open(link));
  }

  /** Calls back each time that events are heard from then on: whoever has no inbox has missed those of before. */
  onListening(listener: () => void): void {
    this.listeners.push(listener);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    const { channel, tag } = this.consuming ?? {};
    if (channel && tag) await channel.cancel(tag).catch(() => undefined);
    await this.working.idle();
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.confirmChannel();
    await channel.prefetch(prefetch);
    const types = [...this.handlers.keys()];
    const queue = await (this.inbox ? assertEventQueue : assertListenerQueue)(channel, this.service, types, link);
    const retry = this.inbox && (await this.openRetry(channel));
    const closing = new AbortController();
    channel.once('close', () => closing.abort());
    const closed = closing.signal;
    const consumption = { channel, retry, closed, ended: AbortSignal.any([closed, this.stopped.signal]) };
    const end = (): void => this.working.end();
    const take = (message: ConsumeMessage): void => {
      this.working.begin();
      this.take(consumption, message).then(end, end);
    };
    const options = { noAck: isPlanted('event-acknowledged-before-commit') };
    this.consuming = { channel, tag: await consume(channel, queue, take, options) };
    for (const listener of this.listeners) listener();
    return channel;
  }

  private async openRetry(channel: ConfirmChannel): Promise<EventRetry> {
    await assertRetryQueues(channel, this.service, this.delays);
    return new EventRetry(new ConfirmedPublisher(channel, this.connection.account), this.service, this.delays);
  }

  private take(consumption: Consumption, message: ConsumeMessage): Promise<void> {
    return inTrace(traceFrom(message.properties.headers?.traceparent), async () => {
      for (let tries = 1; !consumption.ended.aborted; tries++) {
        try {
          await observeEvent(typeOf(message), () => this.handle(message));
          return isPlanted('event-acknowledged-before-commit') ? undefined : consumption.channel.ack(message);
        } catch (error) {
          if (await this.passOn(consumption, message, error, tries)) return;
        }
        await pause(Math.min(firstPause * 2 ** (tries - 1), longestPause), consumption.ended);
      }
    });
  }

  /** Answers whether the event is off this process's hands; otherwise it is tried again in place. */
  private async passOn(
    { channel, retry, closed }: Consumption,
    message: ConsumeMessage,
    error: unknown,
    tries: number,
  ): Promise<boolean> {
    if (closed.aborted) return true;
    const outage = this.isOutage(error);
    if (outage && tries < triesInPlace) {
      this.logger.warn(`The event ${typeOf(message)} waits: ${(error as Error).message}`);
      return false;
    }
    try {
      if (!retry) return this.leave(channel, message, error);
      await (outage ? retry.postpone(message) : retry.failed(message, error));
      channel.ack(message);
      return true;
    } catch (problem) {
      if (!outage && problem instanceof RangeError) return this.bury(channel, message, error);
      this.logger.error(`The event ${typeOf(message)} could not be set aside and is tried again in place`, problem);
      return false;
    }
  }

  /** What only matters to who is there to hear it needs no dead letters: it is tried in place, or dropped. */
  private leave(channel: Channel, message: ConsumeMessage, error: unknown): boolean {
    this.logger.error(`The event ${typeOf(message)} failed`, error);
    if (isPermanent(error)) channel.nack(message, false, false);
    return isPermanent(error);
  }

  /** Its headers are so long that what failed has no room among them: it goes to the dead letters as it came. */
  private bury(channel: Channel, message: ConsumeMessage, error: unknown): boolean {
    this.logger.error(`The event ${typeOf(message)} is given up, its headers are too long to be sent again`, error);
    channel.nack(message, false, false);
    return true;
  }

  private async handle(message: ConsumeMessage): Promise<void> {
    const type = typeOf(message);
    const event: Delivered<unknown> = eventOf(message);
    const first = this.handlers.get(type);
    if (!first) throw unknown(type);
    // what comes back from a delay was sent by this service itself
    if (!isFrom(this.connection, message, [sourceOf(first), this.service])) throw forged(type, message);
    const run = async (transaction?: unknown): Promise<void> => {
      let handler: MessageHandler | undefined = first;
      for (; handler; handler = handler.next as MessageHandler | undefined) {
        await handler(event, transaction);
      }
    };
    await (this.inbox ? this.inbox.once(event.id, run) : run());
  }
}

/** While replicas are being replaced, one of the next version may know what this one does not: another try is worth it. */
const unknown = (type: string): Failure => new Failure('not_found', 'event.unknown', `Nothing here takes ${type}.`);

function forged(type: string, { properties }: ConsumeMessage): Failure {
  const code = properties.userId === undefined ? 'event.unsigned' : 'event.forged';
  return new Failure('forbidden', code, `${type} did not come from the service that it belongs to.`);
}

function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    ended.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    }
  });
}
