import type { Channel, ConfirmChannel, GetMessage } from 'amqplib';
import { header } from '#messaging/failed-event.js';
import { commandsOf, eventQueue, eventsExchange } from '#messaging/topology.js';
import type { Random } from '../random.js';
import { type Consumer, consumers, onBroker } from '../system/queues.js';

/** The account that may send anything again, and that connects here. */
const operator = 'operator';

const eventCopies = 'faults.events';
const commandCopies = 'faults.commands';
/** Copies that wait in a queue, and that are remembered, at most. */
const most = 500;
/** Milliseconds that a command which comes again may still be executed. */
const freshness = 5000;

/** The events that each service takes; the ledger takes all. */
const takes: Record<Consumer, RegExp> = {
  user: /\.purged$/,
  task: /^user\./,
  storage: /^(comment\.|user\.delet)/,
  ledger: /./,
};

/**
 * Copies of the messages on their way, to be sent once more: a broker may deliver twice, a publisher that heard no confirm
 * publishes twice, and after a crash either comes late.
 */
export class Copies {
  private readonly events: GetMessage[] = [];
  private readonly commands: GetMessage[] = [];

  constructor(private readonly url: string) {}

  /** From now on there are copies. Once is enough: the queues outlive the broker. */
  async collect(): Promise<void> {
    await onBroker(this.url, async (channel) => {
      const options = { durable: true, arguments: { 'x-max-length': most } };
      await channel.assertQueue(eventCopies, options);
      await channel.bindQueue(eventCopies, eventsExchange, '#');
      await channel.assertQueue(commandCopies, options);
      for (const service of ['user', 'task', 'storage'])
        await channel.bindQueue(commandCopies, commandsOf(service), '');
    });
  }

  /** Sends events again to those who take them, old ones among new ones; answers how many. */
  repeatEvents(count: number, random: Random): Promise<number> {
    return onBroker(this.url, async (channel) => {
      await take(channel, eventCopies, this.events);
      const again = random.shuffle(this.events).slice(0, count);
      const deliveries = again.flatMap((event) => consumersOf(event).map((consumer) => ({ event, consumer })));
      for (const { event, consumer } of random.shuffle(deliveries)) resend(channel, event, consumer);
      return deliveries.length;
    });
  }

  /** Sends commands again as if their callers had: with a deadline that has not passed; answers how many. */
  repeatCommands(count: number, random: Random): Promise<number> {
    return onBroker(this.url, async (channel) => {
      await take(channel, commandCopies, this.commands);
      const again = random.shuffle(this.commands).slice(0, count);
      for (const { content, properties, fields } of again) {
        const deadline = Date.now() + freshness;
        const commands = (JSON.parse(content.toString()) as object[]).map((command) => ({ ...command, deadline }));
        channel.publish(fields.exchange, fields.routingKey, Buffer.from(JSON.stringify(commands)), {
          contentType: 'application/json',
          replyTo: properties.replyTo as string,
          userId: operator,
          expiration: freshness,
        });
      }
      return again.length;
    });
  }

  /** Lets the next events of a service take a way round, on which they lose their order; answers how many. */
  async reorder(consumer: Consumer, count: number, random: Random): Promise<number> {
    const detour = `faults.detour.${consumer}`;
    const types = await onBroker(this.url, async (channel) => {
      await take(channel, eventCopies, this.events);
      const seen = [...new Set(this.events.map(({ fields }) => fields.routingKey))].filter((type) =>
        takes[consumer].test(type),
      );
      await channel.assertQueue(detour, { durable: true });
      for (const type of seen) await channel.bindQueue(detour, eventsExchange, type);
      for (const type of seen) await channel.unbindQueue(eventQueue(consumer), eventsExchange, type);
      await untilFull(channel, detour, count);
      return seen;
    });
    return onBroker(this.url, async (channel) => {
      for (const type of types) await channel.bindQueue(eventQueue(consumer), eventsExchange, type);
      for (const type of types) await channel.unbindQueue(detour, eventsExchange, type);
      const events: GetMessage[] = [];
      await take(channel, detour, events);
      for (const event of random.shuffle(events)) resend(channel, event, consumer);
      await channel.deleteQueue(detour);
      return events.length;
    });
  }
}

const consumersOf = ({ fields }: GetMessage): Consumer[] =>
  consumers.filter((each) => takes[each].test(fields.routingKey));

/** Past the exchange, to the one service: as the queues do that hold an event between two tries. */
function resend(channel: ConfirmChannel, { content, properties, fields }: GetMessage, consumer: Consumer): void {
  channel.publish('', eventQueue(consumer), content, {
    ...properties,
    userId: operator,
    headers: { ...properties.headers, [header.routingKey]: fields.routingKey },
  });
}

async function take(channel: Channel, queue: string, into: GetMessage[]): Promise<void> {
  for (let got = await channel.get(queue, { noAck: true }); got; got = await channel.get(queue, { noAck: true }))
    into.push(got);
  into.splice(0, into.length - most);
}

/** Waits until a queue holds so many messages, but not for ever. */
async function untilFull(channel: Channel, queue: string, count: number): Promise<void> {
  for (const until = Date.now() + 3000; Date.now() < until;) {
    if ((await channel.checkQueue(queue)).messageCount >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
