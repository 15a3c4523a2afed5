import { type Channel, connect as connectTo } from 'amqplib';
import type { AddTask, Task } from '#contracts/task.contract.js';
import { answerTo, prefetch } from './question.js';

const queue = 'bench.amqplib';
const replyQueue = 'amq.rabbitmq.reply-to';

const encode = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const decode = <T>(content: Buffer): T => JSON.parse(content.toString()) as T;
const openChannel = async (brokerUrl: string): Promise<Channel> =>
  (await connectTo(brokerUrl, { noDelay: true })).createChannel();

/** The least that a call over RabbitMQ needs: one message there, acknowledged when it is answered, and one back. */
export async function serve(brokerUrl: string): Promise<void> {
  const channel = await openChannel(brokerUrl);
  await channel.assertQueue(queue, { durable: true });
  await channel.prefetch(prefetch);
  await channel.consume(queue, (message) => {
    if (!message) return;
    const { input } = decode<{ input: AddTask }>(message.content);
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    channel.publish('', replyTo, encode(answerTo(input)), { correlationId });
    channel.ack(message);
  });
}

export async function connect(brokerUrl: string): Promise<(input: AddTask) => Promise<Task>> {
  const channel = await openChannel(brokerUrl);
  const pending = new Map<string, (answer: Task) => void>();
  await channel.consume(
    replyQueue,
    (message) => {
      if (!message) return;
      const id = String(message.properties.correlationId);
      pending.get(id)?.(decode<Task>(message.content));
      pending.delete(id);
    },
    { noAck: true },
  );
  const actor = { user_id: '019a2f6c-0000-7000-8000-000000000001' };
  let last = 0;
  return (input) =>
    new Promise((resolve) => {
      const correlationId = String(++last);
      pending.set(correlationId, resolve);
      channel.publish('', queue, encode({ input, actor }), { correlationId, replyTo: replyQueue });
    });
}
