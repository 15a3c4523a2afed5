import { Inject, Injectable, Logger, Optional, type BeforeApplicationShutdown } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { BrokerConnection, type Link } from './connection.js';
import { type CommandEnvelope, decode, encode, type ReplyEnvelope } from './envelope.js';
import { EventConsumer } from './event-consumer.js';
import { InFlight } from './in-flight.js';
import { IS_OUTAGE, type IsOutage } from './outage.js';
import { outcomeOf } from './outcome.js';
import { assertCommandQueue } from './topology.js';

export const SERVICE_NAME = Symbol('SERVICE_NAME');

/** A command that may come more than once: what it asks for, and the id that its sender gave it. */
export interface Repeatable {
  actor: Actor;
  requestId: string;
  pattern: string;
  input: unknown;
}

/** Executes a command once for each user and request id, and answers a repeated one as it answered first. */
export interface IdempotencyLike {
  once(command: Repeatable, work: () => Promise<unknown>): Promise<unknown>;
}
export const IDEMPOTENCY = Symbol('IDEMPOTENCY');

/** Commands that one replica works on at a time. */
const prefetch = 100;

/**
 * Nest's transport strategy for commands and events. A command is acknowledged on the channel that brought it, after its
 * answer is on its way; one that arrives past its deadline is dropped; on shutdown what was begun is finished first.
 */
@Injectable()
export class MessageServer extends Server implements CustomTransportStrategy, BeforeApplicationShutdown {
  protected override readonly logger = new Logger(MessageServer.name);
  private readonly working = new InFlight();
  private consuming?: { channel: Channel; tag: string };

  constructor(
    private readonly connection: BrokerConnection,
    private readonly events: EventConsumer,
    @Inject(SERVICE_NAME) private readonly service: string,
    @Optional() @Inject(IS_OUTAGE) private readonly isOutage: IsOutage = () => false,
    @Optional() @Inject(IDEMPOTENCY) private readonly idempotency?: IdempotencyLike,
  ) {
    super();
  }

  /** Starts taking messages as soon as there is a broker; it does not wait for one. */
  listen(callback: () => void): void {
    const handlers = [...this.messageHandlers];
    if (handlers.some(([, handler]) => !handler.isEventHandler)) this.connection.keep((link) => this.open(link));
    this.events.listen(new Map(handlers.filter(([, handler]) => handler.isEventHandler)));
    callback();
  }

  /** Takes no more, and waits for what was begun. Called before the database and the broker are let go. */
  async beforeApplicationShutdown(): Promise<void> {
    const { channel, tag } = this.consuming ?? {};
    this.consuming = undefined;
    if (channel && tag) await channel.cancel(tag).catch(() => undefined);
    await Promise.all([this.working.idle(), this.events.stop()]);
  }

  close(): void {}

  on(): void {}

  unwrap<T>(): T {
    return this.connection as T;
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.channel();
    await channel.prefetch(prefetch);
    const queue = await assertCommandQueue(channel, this.service);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message) void this.working.track(this.take(channel, message));
    });
    this.consuming = { channel, tag: consumerTag };
    channel.once('close', () => {
      if (this.consuming?.channel === channel) this.consuming = undefined;
    });
    return channel;
  }

  private async take(channel: Channel, message: ConsumeMessage): Promise<void> {
    const reply = await this.answer(message.content);
    try {
      const { replyTo, correlationId } = message.properties as { replyTo?: string; correlationId?: string };
      if (reply && replyTo) channel.publish('', replyTo, encode(reply), { correlationId });
      channel.ack(message);
    } catch {
      this.logger.debug('A channel closed before its command was answered; the broker delivers it again');
    }
  }

  private async answer(content: Buffer): Promise<ReplyEnvelope | undefined> {
    let command: CommandEnvelope;
    try {
      command = decode<CommandEnvelope>(content);
    } catch {
      this.logger.error('A command that is not JSON was dropped');
      return undefined;
    }
    if (command.deadline <= Date.now()) return undefined;
    const trace = { ...traceFrom(command.traceparent), deadline: command.deadline };
    return inTrace(trace, () => this.run(command));
  }

  private async run({ pattern, input, actor, requestId }: CommandEnvelope): Promise<ReplyEnvelope> {
    const handler: MessageHandler | null = this.getHandlerByPattern(pattern);
    try {
      if (!handler) throw new Failure('invalid', 'command.unknown', `${this.service} knows no command ${pattern}.`);
      const work = (): Promise<unknown> => outcomeOf(handler, input, { actor });
      const once = this.idempotency && actor && requestId;
      return {
        value: (await (once ? this.idempotency.once({ actor, requestId, pattern, input }, work) : work())) ?? null,
      };
    } catch (error) {
      if (error instanceof Failure) return { failure: error.toJSON() };
      if (this.isOutage(error)) {
        this.logger.warn(`${pattern}: ${(error as Error).message}`);
        return { failure: this.outage().toJSON() };
      }
      this.logger.error(`${pattern} failed`, error);
      return { bug: { service: this.service } };
    }
  }

  private outage(): Failure {
    return new Failure(
      'unavailable',
      `${this.service}.unavailable`,
      `The ${this.service} service cannot work right now.`,
    );
  }
}
