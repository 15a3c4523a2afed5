import type { ConfirmChannel, Message, Options } from 'amqplib';

/** What is published with a confirm has an id, by which the broker's return is told apart. */
export type Identified = Options.Publish & { messageId: string };

/** The broker has no queue for a message that it was to put into one. */
export class Unrouted extends Error {
  override readonly name = 'Unrouted';
}

/** Publishes on a channel and knows what became of each message: the broker has it, and a queue took it. */
export class ConfirmedPublisher {
  private readonly returned = new Set<string>();

  /** `account` is the one that the channel belongs to: messages tell it. */
  constructor(
    private readonly channel: ConfirmChannel,
    private readonly account: string,
  ) {
    channel.on('return', ({ properties }: Message) => this.returned.add(String(properties.messageId)));
  }

  /**
   * Resolves once the broker has confirmed and, when `mandatory`, a queue has taken the message; `Unrouted` when there is
   * none. A return comes before the confirm of the same message
   * (https://www.rabbitmq.com/docs/confirms#when-publishes-are-confirmed).
   */
  publish(exchange: string, routingKey: string, content: Buffer, options: Identified): Promise<void> {
    return new Promise((resolve, reject) => {
      const signed = { ...options, userId: this.account };
      this.channel.publish(exchange, routingKey, content, signed, (error: Error | null) => {
        if (error) reject(error);
        else if (this.returned.delete(options.messageId)) reject(new Unrouted(`no queue takes ${routingKey} yet`));
        else resolve();
      });
    });
  }
}
