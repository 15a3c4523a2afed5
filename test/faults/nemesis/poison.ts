import { randomUUID } from 'node:crypto';
import { header } from '#messaging/failed-event.js';
import { eventQueue } from '#messaging/topology.js';
import { type Consumer, onBroker } from '../system/queues.js';

interface Poison {
  type: string;
  content: string;
  headers: Record<string, unknown>;
}

/** Headers that can just be sent: with those that tell of a failure they have no room (amqplib writes up to 64 KiB). */
const longest = 65_000;

/** An event as it should be, but for what is overridden. */
function anEvent(type: string, data: unknown, headers: Record<string, unknown> = {}): Poison {
  return {
    type,
    content: JSON.stringify(data),
    headers: {
      'cloudEvents:id': randomUUID(),
      'cloudEvents:subject': randomUUID(),
      'cloudEvents:time': new Date().toISOString(),
      'cloudEvents:aggregateversion': 1,
      ...headers,
    },
  };
}

/** What nobody can take: it is not readable, of no known type, or wrong in a way that only its handler finds out. */
const events: Record<Consumer, () => Poison[]> = {
  user: () => [...unreadable('task.purged'), anEvent('task.purged', { id: 'nobody' })],
  task: () => [
    ...unreadable('user.registered'),
    anEvent('user.registered', { id: 'nobody', email: null, full_name: null, timezone: 7 }),
    anEvent('user.deleted', null),
  ],
  storage: () => [
    ...unreadable('comment.added'),
    anEvent('comment.added', { id: 'nothing', file_id: 'nothing', posted_uid: 'nobody' }),
    anEvent('comment.deleted', { id: randomUUID(), file_id: 'nothing' }),
  ],
  ledger: () => unreadable('task.completed'),
};

function unreadable(type: string): Poison[] {
  const good = anEvent(type, {});
  return [
    { ...good, content: 'not JSON {' },
    { ...good, headers: {} },
    { ...good, headers: { ...good.headers, 'cloudEvents:id': 'not a UUID' } },
    anEvent('nobody.knows', {}),
    anEvent('nobody.knows', {}, { 'x-huge': 'x'.repeat(longest) }),
  ];
}

/** Commands that are none. Nobody waits for their answers. */
const commands = [
  'not JSON [',
  '"text"',
  '{}',
  '[null, 7]',
  '[{}]',
  JSON.stringify([{ id: randomUUID(), pattern: 'nobody.knows', input: {}, deadline: Date.now() + 600_000 }]),
];

/** Gives a service what it cannot take, and answers the ids of the events among it, which should become dead letters. */
export function poison(brokerUrl: string, consumer: Consumer): Promise<string[]> {
  return onBroker(brokerUrl, (channel) => {
    const sent = events[consumer]().map(({ type, content, headers }) => {
      const messageId = `poison-${randomUUID()}`;
      const options = {
        messageId,
        persistent: true,
        userId: 'operator',
        headers: { ...headers, [header.routingKey]: type },
      };
      channel.sendToQueue(eventQueue(consumer), Buffer.from(content), options);
      return messageId;
    });
    if (consumer !== 'ledger') {
      for (const content of commands)
        channel.sendToQueue(`${consumer}.commands`, Buffer.from(content), { userId: 'operator' });
    }
    return Promise.resolve(sent);
  });
}
