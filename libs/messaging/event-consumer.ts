import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Delivered } from '#contracts/event.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { BrokerConnection, type Link } from './connection.js';
import { decode } from './envelope.js';
import { InFlight } from './in-flight.js';
import { outcomeOf } from './outcome.js';
import { assertEventQueue, assertListenerQueue } from './topology.js';

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
const firstDelay = 200;
const longestDelay = 30_000;

/**
 * Takes events from the service's quorum queue and acknowledges each after its transaction. One that fails is tried again
 * in place, after a growing delay, and stays unacknowledged meanwhile: nothing is lost when this process dies.
 * A process without an inbox (the gateway) listens on a queue of its own instead, where each replica hears everything.
 */
@Injectable()
export class EventConsumer {
  private readonly logger = new Logger(EventConsumer.name);
  private readonly working = new InFlight();
  private readonly stopped = new AbortController();
  private handlers = new Map<string, MessageHandler>();
  private consuming?: { channel: Channel; tag: string };

  constructor(
    private readonly connection: BrokerConnection,
    @Inject(CONSUMER_NAME) private readonly service: string,
    @Optional() @Inject(INBOX) private readonly inbox?: InboxLike,
  ) {}

  listen(handlers: Map<string, MessageHandler>): void {
    this.handlers = handlers;
    if (handlers.size > 0) this.connection.keep((link) => this.open(link));
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    const { channel, tag } = this.consuming ?? {};
    if (channel && tag) await channel.cancel(tag).catch(() => undefined);
    await this.working.idle();
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.channel();
    await channel.prefetch(prefetch);
    const types = [...this.handlers.keys()];
    const queue = await (this.inbox ? assertEventQueue : assertListenerQueue)(channel, this.service, types);
    const closed = new AbortController();
    channel.once('close', () => closed.abort());
    const ended = AbortSignal.any([closed.signal, this.stopped.signal]);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message) void this.working.track(this.take(channel, message, ended));
    });
    this.consuming = { channel, tag: consumerTag };
    return channel;
  }

  private async take(channel: Channel, message: ConsumeMessage, ended: AbortSignal): Promise<void> {
    let event: Delivered<unknown>;
    try {
      event = eventOf(message);
    } catch {
      this.logger.error(`An event ${message.fields.routingKey} that is not JSON went to the dead letters`);
      return channel.nack(message, false, false);
    }
    for (let delay = firstDelay; !ended.aborted; delay = Math.min(delay * 2, longestDelay)) {
      try {
        const trace = traceFrom(message.properties.headers?.traceparent);
        await inTrace(trace, () => this.handle(message.fields.routingKey, event));
        return channel.ack(message);
      } catch (error) {
        if (ended.aborted) return;
        this.logger.error(`The event ${message.fields.routingKey} failed, next try in ${delay} ms`, error);
        await pause(delay, ended);
      }
    }
  }

  private async handle(type: string, event: Delivered<unknown>): Promise<void> {
    const run = async (transaction?: unknown): Promise<void> => {
      let handler: MessageHandler | undefined = this.handlers.get(type);
      for (; handler; handler = handler.next as MessageHandler | undefined) {
        await outcomeOf(handler, event, { transaction });
      }
    };
    await (this.inbox ? this.inbox.once(event.id, run) : run());
  }
}

/** Reads the CloudEvents attributes from the headers (AMQP binding, binary mode). */
function eventOf({ properties, content }: ConsumeMessage): Delivered<unknown> {
  const headers = properties.headers ?? {};
  return {
    id: String(headers['cloudEvents:id']),
    subject: String(headers['cloudEvents:subject']),
    time: String(headers['cloudEvents:time']),
    aggregateVersion: Number(headers['cloudEvents:aggregateversion']),
    data: decode(content),
  };
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
