import type { Channel, ConsumeMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { BrokerConnection, Link } from './connection.js';

/**
 * What replicas of one process tell each other. Nothing of it is kept or confirmed: who is not there does not hear it, and
 * without a broker nobody does.
 */
export class Fanout {
  private readonly self = randomUUID();
  private channel?: Channel;

  /** `exchange` begins with the process's name, or its account may not make it. */
  constructor(
    private readonly exchange: string,
    private readonly hear: (body: Buffer) => void,
  ) {}

  /** Listens from now on, whenever there is a broker. */
  join(connection: BrokerConnection): void {
    connection.keep((link) => this.open(link));
  }

  tell(body: Buffer): void {
    try {
      this.channel?.publish(this.exchange, '', body, { persistent: false, appId: this.self });
    } catch {
      // the channel is being closed
    }
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await link.channel();
    await channel.assertExchange(this.exchange, 'fanout', { durable: false });
    const { queue } = await channel.assertQueue(`${this.exchange}.${randomUUID()}`, {
      exclusive: true,
      autoDelete: true,
    });
    await channel.bindQueue(queue, this.exchange, '');
    await channel.consume(queue, (message) => this.heard(message), { noAck: true });
    channel.once('close', () => (this.channel = undefined));
    return (this.channel = channel);
  }

  private heard(message: ConsumeMessage | null): void {
    if (message && message.properties.appId !== this.self) this.hear(message.content);
  }
}
