import type { Channel } from 'amqplib';
import type { Link } from './connection.js';

/** Commands are routed by the name of the service that answers them. */
export const commandsExchange = 'errand.commands';
/** Events are routed by their type. */
export const eventsExchange = 'errand.events';
/**
 * Routes as `errand.events` does, and hands what no queue takes to `errand.unrouted`, its alternate exchange. Consumers bind
 * their queues to both: what one exchange gets from another counts as routed, whatever becomes of it there.
 */
export const finalExchange = 'errand.events.final';
export const unroutedExchange = 'errand.alternate';
/** Keeps what no queue took, for a person, under its routing key. */
export const unroutedQueue = 'errand.unrouted';
/** Events that a consumer could not take after many tries, routed by the queue that gave up. */
export const deadExchange = 'errand.dead';

/** Where a service's commands come in: an exchange of its own, so that it may bind its queues by itself, and hears nobody else's. */
export const commandsOf = (service: string): string => `${service}.commands.in`;
export const eventQueue = (service: string): string => `${service}.events`;
export const deadLetterQueue = (service: string): string => `${service}.events.dlq`;
/** Where an event waits for its next try, `task.events.retry.10s`: one queue a delay, so that none waits behind a longer one. */
export const retryQueue = (service: string, delay: number): string => `${service}.events.retry.${inWords(delay)}`;

/** Crashes in the middle of one event after which it is set aside, so that a poisonous one cannot stop the rest for good. */
const deliveryLimit = 20;

/**
 * What all processes share is made along with their accounts, where each has one of its own: they find it there, and may not
 * make it. Elsewhere whoever comes first makes it. RabbitMQ tells nobody whether there is what they may not touch, from 4.2.6 on
 * (https://github.com/rabbitmq/rabbitmq-server/pull/16272): who may neither look nor make goes on, and fails at what comes next
 * if it is not there.
 */
async function share(
  exchange: string,
  make: (channel: Channel) => Promise<unknown>,
  channel: Channel,
  link?: Link,
): Promise<void> {
  if (link === undefined) await make(channel);
  else if (!(await link.granted((trial) => trial.checkExchange(exchange)))) await link.granted(make);
}

export const assertCommandsExchange = (channel: Channel, link?: Link): Promise<void> =>
  share(
    commandsExchange,
    (maker) => maker.assertExchange(commandsExchange, 'direct', { durable: true }),
    channel,
    link,
  );

/** What events are published to, first and last, and the queue that keeps those that nobody takes. */
export async function assertEventsExchange(channel: Channel, link?: Link): Promise<void> {
  const make = async (maker: Channel): Promise<void> => {
    await maker.assertExchange(eventsExchange, 'topic', { durable: true });
    await maker.assertExchange(unroutedExchange, 'fanout', { durable: true });
    await maker.assertQueue(unroutedQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await maker.bindQueue(unroutedQueue, unroutedExchange, '');
    await maker.assertExchange(finalExchange, 'topic', { durable: true, alternateExchange: unroutedExchange });
  };
  // the last that is made
  await share(finalExchange, make, channel, link);
}

/**
 * Where a service's commands wait. On a broker of one node that is a classic queue: commands are transient, and a caller
 * whose command is lost is told so by its deadline. A classic queue lives on one node, and nobody can make it anew while
 * that is down; so in a cluster it is a quorum queue.
 */
export async function assertCommandQueue(channel: Channel, service: string, link: Link): Promise<string> {
  const queues = { classic: `${service}.commands`, quorum: `${service}.commands.quorum` };
  const [type, other] = link.clustered ? (['quorum', 'classic'] as const) : (['classic', 'quorum'] as const);
  const entry = commandsOf(service);
  await assertCommandsExchange(channel, link);
  await channel.assertExchange(entry, 'fanout', { durable: true });
  // who may not listen to commands finds that done: to others of them it would listen, too
  await link.granted((trial) => trial.bindExchange(entry, commandsExchange, service));
  // the queue of before the broker became a cluster, or stopped being one: each command would be taken twice
  await link.granted((trial) => trial.unbindQueue(queues[other], entry, ''));
  // earlier versions bound it past the entry
  await link.granted((trial) => trial.unbindQueue(queues[other], commandsExchange, service));
  await channel.assertQueue(queues[type], {
    durable: true,
    arguments: type === 'quorum' ? { 'x-queue-type': 'quorum', 'x-delivery-limit': deliveryLimit } : {},
  });
  await channel.bindQueue(queues[type], entry, '');
  return queues[type];
}

/** A quorum queue for each of what a service wants to know, and one for what it could not take. */
export async function assertEventQueue(
  channel: Channel,
  service: string,
  types: string[],
  link?: Link,
): Promise<string> {
  const queue = eventQueue(service);
  await assertEventsExchange(channel, link);
  await share(deadExchange, (maker) => maker.assertExchange(deadExchange, 'direct', { durable: true }), channel, link);
  await channel.assertQueue(deadLetterQueue(service), { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(deadLetterQueue(service), deadExchange, queue);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': deliveryLimit,
      'x-overflow': 'reject-publish',
      'x-dead-letter-exchange': deadExchange,
      'x-dead-letter-routing-key': queue,
      'x-dead-letter-strategy': 'at-least-once',
    },
  });
  for (const exchange of [finalExchange, eventsExchange]) {
    for (const type of types) await channel.bindQueue(queue, exchange, type);
  }
  return queue;
}

/**
 * Queues that nobody consumes: an event stays for the queue's delay, and the broker moves it on to the event queue of this
 * service, past the exchange that others listen to. Another delay is another queue, so arguments never change.
 */
export async function assertRetryQueues(channel: Channel, service: string, delays: number[]): Promise<void> {
  for (const delay of new Set(delays)) {
    await channel.assertQueue(retryQueue(service, delay), {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-message-ttl': delay,
        'x-overflow': 'reject-publish',
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': eventQueue(service),
        'x-dead-letter-strategy': 'at-least-once',
      },
    });
  }
}

/** A queue for one replica that lives as long as its connection: for news that only matters to who is there to hear it. */
export async function assertListenerQueue(
  channel: Channel,
  service: string,
  types: string[],
  link?: Link,
): Promise<string> {
  await assertEventsExchange(channel, link);
  const { queue } = await channel.assertQueue(`${service}.${crypto.randomUUID()}`, {
    exclusive: true,
    autoDelete: true,
  });
  for (const type of types) await channel.bindQueue(queue, eventsExchange, type);
  return queue;
}

function inWords(milliseconds: number): string {
  if (milliseconds % 60_000 === 0) return `${milliseconds / 60_000}m`;
  if (milliseconds % 1000 === 0) return `${milliseconds / 1000}s`;
  return `${milliseconds}ms`;
}
