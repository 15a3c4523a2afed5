import { Logger } from '@nestjs/common';
import type { Channel, ConsumeMessage, Message } from 'amqplib';
import type { Json } from '#contracts/contract.js';
import type { BrokerConnection, Link } from './connection.js';
import { type CommandEnvelope, decode, decodeReplies, encode } from './envelope.js';
import { Gathering } from './gathering.js';
import { PendingCalls, unavailable } from './pending-calls.js';
import { Routes } from './routes.js';
import { assertCommandsExchange } from './topology.js';

/** The pseudo-queue that makes the broker hand answers straight to the channel that asked (RabbitMQ "direct reply-to"). */
const replyQueue = 'amq.rabbitmq.reply-to';

/** Commands that share one message. */
const mostTogether = 32;

/** Sends commands, those of one turn for one service together, and takes their answers: each is settled once, by an answer or by what kept it from coming. */
export class CommandChannel {
  readonly pending = new PendingCalls();
  private readonly outgoing = new Gathering<CommandEnvelope>(mostTogether, (service, commands) =>
    this.sendTogether(service, commands),
  );
  private open?: { channel: Channel; routes: Routes };

  constructor(
    private readonly connection: BrokerConnection,
    private readonly logger: Logger,
  ) {
    connection.keep((link) => this.openOn(link));
  }

  /** The answer of the service, or `<service>.unavailable`. */
  send(service: string, command: Omit<CommandEnvelope, 'id'>): Promise<Json<unknown>> {
    if (!this.open) return Promise.reject(unavailable(service, 'the broker is away'));
    return this.pending.wait(service, command.deadline, (id) =>
      this.outgoing.add(service, { id, ...command }, this.pending.size === 1),
    );
  }

  /** Commands of one turn for one service share a message, which lives as long as the most patient of their callers waits. */
  private sendTogether(service: string, commands: CommandEnvelope[]): void {
    const waiting = commands.filter(({ id }) => this.pending.has(id));
    if (!this.open || waiting.length === 0) return;
    const { channel, routes } = this.open;
    const latest = Math.max(...waiting.map(({ deadline }) => deadline));
    const options = {
      replyTo: replyQueue,
      expiration: Math.max(1, Math.ceil(latest - Date.now())),
      mandatory: true,
      persistent: false,
      contentType: 'application/json',
      userId: this.connection.account,
    };
    const [exchange, key] = routes.to(service);
    try {
      channel.publish(exchange, key, encode(waiting), options);
    } catch {
      // it is being closed
      for (const { id } of waiting) this.pending.fail(id, 'the connection to the broker dropped');
    }
  }

  private async openOn(link: Link): Promise<Channel> {
    const channel = await (link.clustered ? link.confirmChannel() : link.channel());
    await assertCommandsExchange(channel, link);
    await channel.consume(replyQueue, (message) => this.answered(message), { noAck: true });
    channel.on('return', (message: Message) => {
      for (const { id } of decode<CommandEnvelope[]>(message.content)) {
        this.pending.fail(id, 'nothing takes its commands');
      }
    });
    channel.once('close', () => {
      this.open = undefined;
      this.pending.failAll('the connection to the broker dropped');
    });
    this.open = { channel, routes: new Routes(link, this.connection.account) };
    return channel;
  }

  private answered(message: ConsumeMessage | null): void {
    if (!message) return;
    const from = this.connection.knowsSenders ? String(message.properties.userId) : undefined;
    for (const { id, reply } of decodeReplies(message.content)) {
      if (!this.pending.settle(id, reply, from)) this.logger.debug('An answer came after its deadline');
    }
  }
}
