import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Contract, contract, openCommand } from '#contracts/contract.js';
import { connectAsOperator } from '#testing/broker.js';
import { eventually } from '#testing/eventually.js';
import { CommandClient } from '../client.js';
import { BrokerConnection, type Link } from '../connection.js';
import { encode } from '../envelope.js';
import { Routes } from '../routes.js';

class Name {
  name!: string;
}

let operator: ChannelModel;
let channel: Channel;
let ours: BrokerConnection;
let gateway: BrokerConnection;

beforeAll(async () => {
  operator = await connectAsOperator();
  channel = await operator.createChannel();
  ours = new BrokerConnection(process.env.ERRAND_TEST_BROKER_URL!, 'test');
  gateway = new BrokerConnection(process.env.GATEWAY_BROKER_URL!, 'gateway');
});
afterAll(() => Promise.all([operator.close(), ours.onApplicationShutdown(), gateway.onApplicationShutdown()]));

/** The name of a service that only this test knows, with its exchange and its queue as far as they were made. */
let service: string;
let entry: string;
let queue: string;
beforeEach(async () => {
  service = `routed-${randomUUID()}`;
  entry = `${service}.commands.in`;
  ({ queue } = await channel.assertQueue('', { exclusive: true }));
});

const makeEntry = (): Promise<unknown> => channel.assertExchange(entry, 'fanout', { autoDelete: true });
const bindToEntry = (): Promise<unknown> => channel.bindQueue(queue, entry, '');
const linkOf = (connection: BrokerConnection): Promise<Link> =>
  new Promise((resolve) =>
    connection.keep((link) => {
      resolve(link);
      return link.channel();
    }),
  );
/** Ways to find on a channel of ours, and for each that was tried whether the broker let it be. */
async function routes(pause?: number): Promise<{ found: Routes; tried: boolean[] }> {
  const link = await linkOf(ours);
  const tried: boolean[] = [];
  const granted: Link['granted'] = async (ask) => {
    const allowed = await link.granted(ask);
    tried.push(allowed);
    return allowed;
  };
  return { found: new Routes({ ...link, granted }, ours.account, pause), tried };
}
const long = (): unknown => ['errand.commands', service];
const short = (): unknown => [entry, ''];

describe('the way to a service', () => {
  it('is that through errand.commands at first, then its own exchange', async () => {
    await makeEntry();
    await bindToEntry();
    const { found } = await routes();
    expect(found.to(service)).toEqual(long());
    await eventually(() => expect(found.to(service)).toEqual(short()));
    const message = await channel.get(queue, { noAck: true });
    expect(message && message.content.toString()).toBe('[]');
  });

  it('stays that through errand.commands where the service has no exchange', async () => {
    const { found, tried } = await routes(1);
    found.to(service);
    await eventually(() => expect(tried).toEqual([false]));
    await makeEntry();
    await bindToEntry();
    // goes off after any timer of the same length that was set before
    await setTimeout(1);
    expect(found.to(service)).toEqual(long());
    expect(tried).toEqual([false]);
  });

  it('becomes its own exchange as soon as its queue is bound to that', async () => {
    await makeEntry();
    const { found, tried } = await routes(100);
    found.to(service);
    await eventually(() => expect(tried).toEqual([true]));
    expect(found.to(service)).toEqual(long());
    await bindToEntry();
    await eventually(() => expect(found.to(service)).toEqual(short()));
  });
});

describe('commands', () => {
  const asking = openCommand(Name, Name);
  const contractOf = (name: string): Contract<{ ask: typeof asking }> => contract(name, { ask: asking });

  /** Answers what the queue brings, and says by which exchanges it came. */
  async function answered(): Promise<Set<string>> {
    const ways = new Set<string>();
    const answer = ({ fields, properties, content }: ConsumeMessage): void => {
      const commands = JSON.parse(content.toString()) as { id: string; input: Name }[];
      if (commands.length === 0) return;
      ways.add(fields.exchange);
      const answers = commands.map(({ id, input }) => ({ id, value: input }));
      channel.publish('', String(properties.replyTo), encode(answers), { userId: 'operator' });
    };
    await channel.consume(queue, (message) => message && answer(message), { noAck: true });
    return ways;
  }

  it('go to the exchange of their service', async () => {
    await makeEntry();
    await bindToEntry();
    await channel.bindQueue(queue, 'errand.commands', service);
    const ways = await answered();
    const { ask } = new CommandClient(ours).of(contractOf(service));
    await eventually(() => expect(ours.ready).toBe(true));
    await eventually(async () => {
      expect(await ask({ name: 'Ada' })).toEqual({ name: 'Ada' });
      expect([...ways].at(-1)).toBe(entry);
    });
    ways.clear();
    for (let count = 0; count < 20; count++) await ask({ name: 'Ada' });
    expect([...ways]).toEqual([entry]);
  });

  it('all arrive where that exchange is not there, or may not be published to', async () => {
    await channel.bindQueue(queue, 'errand.commands', 'operator');
    const ways = await answered();
    const askForAWhile = async (): Promise<void> => {
      const { ask } = new CommandClient(gateway).of(contractOf('operator'));
      await eventually(() => expect(gateway.ready).toBe(true));
      const until = Date.now() + 500;
      while (Date.now() < until) expect(await ask({ name: 'Grace' })).toEqual({ name: 'Grace' });
    };
    await askForAWhile();
    await channel.assertExchange('operator.commands.in', 'fanout', { autoDelete: true });
    await channel.bindQueue(queue, 'operator.commands.in', '');
    await askForAWhile();
    expect([...ways]).toEqual(['errand.commands']);
  });
});
