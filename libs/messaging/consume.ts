import type { Channel, ConsumeMessage, Options } from 'amqplib';

/**
 * Takes messages from a queue, and answers the consumer's tag. When the broker ends that because the queue is gone, the
 * channel is closed: who keeps it opens another, with all that belongs on it.
 */
export async function consume(
  channel: Channel,
  queue: string,
  take: (message: ConsumeMessage) => void,
  options?: Options.Consume,
): Promise<string> {
  const takeOrLeave = (message: ConsumeMessage | null): void => {
    if (message) take(message);
    else channel.close().catch(() => undefined);
  };
  return (await channel.consume(queue, takeOrLeave, options)).consumerTag;
}
