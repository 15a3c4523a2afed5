import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { deadLetterQueue, eventQueue, retryQueue } from '#messaging/topology.js';
import { retryDelays } from './system.js';

/** The services that take events. */
export const consumers = ['user', 'task', 'storage', 'ledger'] as const;
export type Consumer = (typeof consumers)[number];

/** Queues that are empty when nobody asks for anything. */
const passing = [
  ...['user', 'task', 'storage'].flatMap((service) => [`${service}.commands`, `${service}.commands.quorum`]),
  ...consumers.flatMap((service) => [eventQueue(service), ...retryDelays.map((delay) => retryQueue(service, delay))]),
];

/** Works on a channel of its own, past the network that fails; what it publishes has arrived by the end. */
export function onBroker<T>(url: string, work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
  return connected(url, async (connection) => {
    const channel = await connection.createConfirmChannel();
    const result = await work(channel);
    await channel.waitForConfirms();
    return result;
  });
}

/** Messages that wait in a queue; none where there is no such queue. */
export function depthOf(url: string, queue: string): Promise<number> {
  return connected(url, (connection) => depthOn(connection, queue));
}

/** What waits where nothing should, by queue. */
export function waitingMessages(url: string): Promise<{ where: string; count: number }[]> {
  return connected(url, (connection) =>
    Promise.all(passing.map(async (where) => ({ where, count: await depthOn(connection, where) }))),
  );
}

async function connected<T>(url: string, work: (connection: ChannelModel) => Promise<T>): Promise<T> {
  const connection = await connect(url, { noDelay: true });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** The broker closes a channel that asks for a queue which is not there. */
async function depthOn(connection: ChannelModel, queue: string): Promise<number> {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  return channel.checkQueue(queue).then(
    ({ messageCount }) => messageCount,
    () => 0,
  );
}

/** The dead letters, which stay where they are. */
export function deadLetters(url: string): Promise<{ queue: string; messageId: string }[]> {
  return onBroker(url, async (channel) => {
    const letters = [];
    for (const queue of consumers.map(deadLetterQueue)) {
      for (let letter = await channel.get(queue); letter; letter = await channel.get(queue)) {
        letters.push({ queue, messageId: String(letter.properties.messageId) });
      }
    }
    return letters;
  });
}
