import { Inject, Injectable, Logger, Optional, type BeforeApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { Channel, ConsumeMessage, Message } from 'amqplib';
import { measure } from '#service/metrics.js';
import { Turns } from '#service/turns.js';
import { Acknowledgements } from './acknowledgements.js';
import { ActorVerifier } from './actor-verifier.js';
import { BrokerConnection, type Link } from './connection.js';
import { CommandRunner } from './command-runner.js';
import { consume } from './consume.js';
import { type CommandEnvelope, decode, encodeReplies, type Reply, replyText } from './envelope.js';
import { EventConsumer } from './event-consumer.js';
import { Gathering } from './gathering.js';
import { handedOver } from './handed-over.js';
import { takerOf } from './handles.js';
import { InFlight } from './in-flight.js';
import { OneATurn } from './one-a-turn.js';
import { IS_OUTAGE, type IsOutage } from './outage.js';
import { IDEMPOTENCY, type IdempotencyLike } from './repeatable.js';
import { isFrom } from './sender.js';
import { assertCommandQueue } from './topology.js';

export const SERVICE_NAME = Symbol('SERVICE_NAME');

/** The process whose account commands come from. */
const asking = 'gateway';

/** Messages that one replica holds at a time; each brings one command, or as many as came together. */
const prefetch = 50;
/** Commands that one replica works on at a time; the others wait for their turn. */
const mostInWork = 256;
/** Answers that share one message, and the length from which one goes alone: it would only hold up the others. */
const mostTogether = 32;
const longReply = 8192;

/**
 * Nest's transport strategy for commands and events. A command is acknowledged on the channel that brought it, soon after its
 * answer is on its way; one whose deadline has passed when its turn comes is dropped; on shutdown what is here is finished
 * first.
 */
@Injectable()
export class MessageServer extends Server implements CustomTransportStrategy, BeforeApplicationShutdown {
  protected override readonly logger = new Logger(MessageServer.name);
  private readonly working = new InFlight();
  private readonly turns = new Turns(mostInWork);
  private readonly runner: CommandRunner;
  private consuming?: { channel: Channel; tag: string; done: Acknowledgements };
  private draining?: Promise<void>;

  constructor(
    private readonly connection: BrokerConnection,
    private readonly events: EventConsumer,
    private readonly modules: ModuleRef,
    @Inject(SERVICE_NAME) private readonly service: string,
    @Optional() @Inject(IS_OUTAGE) isOutage: IsOutage = () => false,
    @Optional() @Inject(IDEMPOTENCY) idempotency?: IdempotencyLike,
    @Optional() actors?: ActorVerifier,
  ) {
    super();
    this.runner = new CommandRunner(service, this.messageHandlers, this.logger, isOutage, idempotency, actors);
    const { turns } = this;
    const read = (): Record<string, number> => ({ in_work: turns.inWork, waiting: turns.waiting });
    measure('commands', 'Commands that are here, by state', read, 'state');
  }

  override addHandler(pattern: string, _: MessageHandler, isEvent = false, extras?: MessageHandler['extras']): void {
    super.addHandler(pattern, handedOver(this.modules, takerOf(pattern, extras)), isEvent, extras);
  }

  /** Starts taking messages as soon as there is a broker; it does not wait for one. */
  listen(callback: () => void): void {
    const handlers = [...this.messageHandlers];
    if (handlers.some(([, handler]) => !handler.isEventHandler)) this.connection.keep((link) => this.open(link));
    this.events.listen(new Map(handlers.filter(([, handler]) => handler.isEventHandler)));
    callback();
  }

  /** Called before the database and the broker are let go. */
  beforeApplicationShutdown(): Promise<void> {
    return this.drained();
  }

  /** Takes no more from now on, and waits for what was begun. */
  drained(): Promise<void> {
    return (this.draining ??= this.drain());
  }

  private async drain(): Promise<void> {
    const { consuming } = this;
    this.consuming = undefined;
    await consuming?.channel.cancel(consuming.tag).catch(() => undefined);
    await Promise.all([this.working.idle(), this.events.stop()]);
    consuming?.done.flush();
  }

  close(): void {}

  on(): void {}

  unwrap<T>(): T {
    return this.connection as T;
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.channel();
    await channel.prefetch(prefetch);
    const queue = await assertCommandQueue(channel, this.service, link);
    const replies = new Gathering<string>(mostTogether, (replyTo, texts) => this.reply(channel, replyTo, texts));
    const done = new Acknowledgements((deliveryTag, allUpTo) =>
      this.quietly(() => channel.ack({ fields: { deliveryTag } } as Message, allUpTo)),
    );
    const messages = new OneATurn();
    const tag = await consume(channel, queue, (message) => {
      this.working.begin();
      messages.take(() => this.take(channel, replies, done, message, link));
    });
    this.consuming = { channel, tag, done };
    channel.once('close', () => {
      if (this.consuming?.channel === channel) this.consuming = undefined;
    });
    return channel;
  }

  private take(
    channel: Channel,
    replies: Gathering<string>,
    done: Acknowledgements,
    message: ConsumeMessage,
    { clustered }: Link,
  ): void {
    const { redelivered, deliveryTag } = message.fields;
    // its caller may be gone along with a node, and RabbitMQ 3.10 ends the connection of who answers it then
    const replyTo = clustered && redelivered ? undefined : (message.properties.replyTo as string | undefined);
    const commands = this.commandsIn(message);
    const send = (id: string, reply: Reply | undefined): void => {
      if (!reply || !replyTo) return;
      const text = replyText(id, reply);
      const alone = this.working.size === 1 && commands.length === 1;
      if (alone || text.length > longReply) this.reply(channel, replyTo, [text]);
      else replies.add(replyTo, text);
    };
    const acknowledge = (): void => {
      done.add(deliveryTag);
      this.working.end();
    };
    let left = commands.length;
    const end = (): void => {
      // the answers go first
      if (replies.waiting) setImmediate(acknowledge);
      else acknowledge();
    };
    if (left === 0) return end();
    for (const command of commands) {
      const work = (): Promise<Reply | undefined> => this.runner.begin(command, redelivered);
      void this.turns.take(work).then((reply) => {
        send(command.id, reply);
        if (--left === 0) end();
      });
    }
  }

  private commandsIn(message: ConsumeMessage): CommandEnvelope[] {
    if (!isFrom(this.connection, message, [asking])) {
      this.logger.error(
        `Commands of ${String(message.properties.userId)} were dropped: they are for the gateway to send`,
      );
      return [];
    }
    try {
      return decode<CommandEnvelope[]>(message.content).filter((each) => typeof each.pattern === 'string');
    } catch {
      this.logger.error('A message that is no list of commands was dropped');
      return [];
    }
  }

  private reply(channel: Channel, replyTo: string, texts: string[]): void {
    this.quietly(() => channel.publish('', replyTo, encodeReplies(texts), { userId: this.connection.account }));
  }

  /** A channel that closed meanwhile takes nothing more: the broker delivers its messages again. */
  private quietly(send: () => void): void {
    try {
      send();
    } catch {
      this.logger.debug('A channel closed before its commands were answered');
    }
  }
}
