import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Channel, connect } from 'amqplib';
import type { Writable } from 'node:stream';
import { eventually } from '#testing/eventually.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { Proxy } from '#testing/proxy.js';
import { BrokerConnection } from '../connection.js';

let servers: LentServers;
let first: Proxy;
let second: Proxy;
let connection: BrokerConnection;

beforeAll(async () => (servers = await lendServers('test')), 120_000);
afterAll(() => servers.giveBack(), 60_000);

beforeEach(async () => {
  [first, second] = [await Proxy.to(servers.broker.url), await Proxy.to(servers.broker.url)];
});

afterEach(async () => {
  await connection.onApplicationShutdown();
  await Promise.all([first.close(), second.close()]);
});

const ready = (): Promise<void> => eventually(() => expect(connection.ready).toBe(true));

describe('the connection to the broker', () => {
  it('is made again when it drops while its channels are being opened', async () => {
    connection = new BrokerConnection(first.through(), 'test');
    let tries = 0;
    connection.keep((link) => {
      if (++tries === 1) first.cut();
      return link.channel();
    });
    await ready();
    expect(tries).toBe(2);
  });

  it('goes to the next address when one is away, and back', async () => {
    connection = new BrokerConnection(`${first.through()},${second.through()}`, 'test');
    connection.keep((link) => link.channel());
    await ready();
    expect([first.connections, second.connections]).toEqual([1, 0]);

    await first.refuse();
    await eventually(() => expect([first.connections, second.connections]).toEqual([0, 1]));
    await ready();

    await first.heal();
    await second.refuse();
    await eventually(() => expect([first.connections, second.connections]).toEqual([1, 0]));
    await ready();
  });

  it('goes to the next address when one takes the connection and says nothing', async () => {
    first.hang();
    connection = new BrokerConnection(`${first.through()},${second.through()}`, 'test');
    connection.keep((link) => link.channel());
    await ready();
    expect(second.connections).toBe(1);
  });

  it('writes once what a channel is given in one turn: three messages, each a head and a body', async () => {
    connection = new BrokerConnection(servers.broker.url, 'test');
    let channel!: Channel;
    connection.keep(async (link) => (channel = await link.channel()));
    await ready();
    const { stream } = channel.connection as unknown as { stream: Required<Pick<Writable, '_writev'>> };
    const written = jest.spyOn(stream, '_writev');
    for (let index = 0; index < 3; index++) channel.publish('', 'nowhere', Buffer.alloc(4096));
    await eventually(() => expect(written).toHaveBeenCalledTimes(1));
    expect(written.mock.calls[0][0]).toHaveLength(6);
  });

  it('sends all that its channels were given before it closes', async () => {
    connection = new BrokerConnection(servers.broker.url, 'test');
    let channel!: Channel;
    connection.keep(async (link) => {
      channel = await link.channel();
      await channel.assertQueue('last-words', { durable: false });
      return channel;
    });
    await ready();
    const last = Buffer.alloc(10_000, 'x');
    for (let index = 0; index < 500; index++) channel.publish('', 'last-words', last);
    await connection.onApplicationShutdown();

    const observer = await connect(servers.broker.url);
    const { messageCount } = await (await observer.createChannel()).deleteQueue('last-words');
    expect(messageCount).toBe(500);
    await observer.close();
  });
});
