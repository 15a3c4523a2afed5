import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { createConnection } from 'mysql2/promise';
import { events } from '#contracts/registry.js';
import { connectAsOperator } from '#testing/broker.js';
import { assertCommandsExchange, assertEventQueue } from '../topology.js';

const services = ['task', 'user', 'storage'];
const accounts = ['gateway', ...services];
const urlOf = (account: string, kind: 'BROKER' | 'DATABASE'): string =>
  process.env[`${account.toUpperCase()}_${kind}_URL`] ?? '';

let operator: ChannelModel;
const connections = new Map<string, ChannelModel>();

beforeAll(async () => {
  operator = await connectAsOperator();
  const channel = await operator.createChannel();
  await assertCommandsExchange(channel);
  for (const service of services) {
    await channel.assertQueue(`${service}.commands`, { durable: true });
    await assertEventQueue(channel, service, []);
  }
  for (const account of accounts) connections.set(account, await connect(urlOf(account, 'BROKER')));
});
afterAll(() => Promise.all([operator, ...connections.values()].map((connection) => connection.close())));

/** What the broker says to what an account tries, on a channel of its own: nothing when it lets it. */
async function tried(account: string, attempt: (channel: ConfirmChannel) => unknown): Promise<string> {
  const channel = await connections.get(account)!.createConfirmChannel();
  const refused = new Promise<string>((resolve) => channel.on('error', (error: Error) => resolve(error.message)));
  const done = (async () => {
    await attempt(channel);
    await channel.waitForConfirms();
    await channel.close();
    return '';
  })().catch((error: Error) => error.message);
  const said = await done;
  return said.includes('closed') ? refused : said;
}

const publish =
  (exchange: string, key: string, options = {}) =>
  (channel: ConfirmChannel): unknown =>
    channel.publish(exchange, key, Buffer.from('{}'), options);

const others = accounts.flatMap((one) => services.filter((other) => other !== one).map((other) => [one, other]));
const forbidden = /ACCESS_REFUSED/;

describe('an account of the broker', () => {
  it.each(others)('of %s can neither make, nor read, nor empty a queue of %s', async (account, other) => {
    expect(await tried(account, (channel) => channel.assertQueue(`${other}.of-mine`))).toMatch(forbidden);
    for (const queue of [`${other}.commands`, `${other}.events`, `${other}.events.dlq`]) {
      expect(await tried(account, (channel) => channel.get(queue))).toMatch(forbidden);
      expect(await tried(account, (channel) => channel.consume(queue, () => undefined))).toMatch(forbidden);
      expect(await tried(account, (channel) => channel.purgeQueue(queue))).toMatch(forbidden);
      expect(await tried(account, (channel) => channel.deleteQueue(queue))).toMatch(forbidden);
      expect(await tried(account, (channel) => channel.bindQueue(queue, 'errand.events', '#'))).toMatch(forbidden);
    }
  });

  it.each(accounts)('of %s publishes the events that are its own, and no others', async (account) => {
    expect(events.length).toBeGreaterThan(10);
    for (const exchange of ['errand.events', 'errand.events.final']) {
      for (const { type, source } of events) {
        const said = await tried(account, publish(exchange, type));
        expect([type, said]).toEqual([type, source === account ? '' : (expect.stringMatching(forbidden) as unknown)]);
      }
    }
  });

  it.each([
    ['task', ['user.registered', 'reminder.due'], ['#', '*.*', 'session.revoked', 'storage.purged']],
    ['user', ['account.restored', 'task.purged'], ['#', 'task.#', 'task.added', 'comment.added']],
    ['storage', ['user.deleted', 'comment.added'], ['#', 'user.*', 'user.registered', 'task.added', 'reminder.due']],
  ])('of %s hears the events that it takes, and no others', async (account, own, foreign) => {
    const listen =
      (exchange: string, type: string) =>
      async (channel: ConfirmChannel): Promise<unknown> => {
        const { queue } = await channel.assertQueue(`${account}.listening`, { exclusive: true });
        return channel.bindQueue(queue, exchange, type);
      };
    for (const exchange of ['errand.events', 'errand.events.final']) {
      for (const type of own) expect([type, await tried(account, listen(exchange, type))]).toEqual([type, '']);
      for (const type of foreign) expect(await tried(account, listen(exchange, type))).toMatch(forbidden);
    }
  });

  it('sends commands when it is the gateway’s, and then nothing else', async () => {
    for (const service of services) {
      expect(await tried('gateway', publish('errand.commands', service))).toBe('');
      expect(await tried('gateway', publish(`${service}.commands.in`, ''))).toBe('');
      expect(await tried(service, publish('errand.commands', 'user'))).toMatch(forbidden);
    }
    expect(await tried('gateway', publish('', 'task.events'))).toMatch(forbidden);
    for (const account of services) {
      const others = services.filter((service) => service !== account);
      for (const other of others) expect(await tried(account, publish(`${other}.commands.in`, ''))).toMatch(forbidden);
    }
  });

  it.each(services)('of %s hears no commands of others, and changes nothing that all share', async (account) => {
    const spy = (exchange: string) => async (channel: ConfirmChannel) => {
      const { queue } = await channel.assertQueue(`${account}.spy`, { exclusive: true });
      return channel.bindQueue(queue, exchange, 'user');
    };
    const passOn = (channel: ConfirmChannel): unknown =>
      channel.bindExchange(`${account}.commands.in`, 'errand.commands', 'user');
    const entries = services.filter((other) => other !== account).map((other) => `${other}.commands.in`);
    for (const exchange of ['errand.commands', ...entries])
      expect(await tried(account, spy(exchange))).toMatch(forbidden);
    expect(await tried(account, passOn)).toMatch(forbidden);
    for (const exchange of ['errand.commands', 'errand.events', 'errand.events.final', 'errand.dead']) {
      expect(await tried(account, (channel) => channel.deleteExchange(exchange))).toMatch(forbidden);
    }
    expect(await tried(account, (channel) => channel.deleteQueue('errand.unrouted'))).toMatch(forbidden);
  });

  it('sends under no other name', async () => {
    expect(await tried('storage', publish('', 'task.events', { userId: 'user' }))).toMatch(/PRECONDITION_FAILED/);
  });
});

/** Addresses of those who change a schema, and of those who work with it. */
const databases: [string, (service: string) => string | undefined][] = [
  ['who migrates', (service) => urlOf(service, 'DATABASE')],
  [
    'the service',
    (service) =>
      (JSON.parse(process.env.ERRAND_TEST_SERVING!) as Record<string, string>)[`${service.toUpperCase()}_DATABASE_URL`],
  ],
];

describe.each(databases)('an account of the database, that of %s,', (_, addressOf) => {
  it.each(services.flatMap((one) => services.filter((other) => other !== one).map((other) => [one, other])))(
    'of %s sees nothing of the schema of %s',
    async (account, other) => {
      const connection = await createConnection(addressOf(account)!);
      try {
        await expect(connection.query(`SELECT 1 FROM errand_${other}.outbox`)).rejects.toThrow(/denied/);
        await expect(connection.query(`CREATE TABLE errand_${other}.mine (id INT)`)).rejects.toThrow(/denied/);
        await expect(connection.query('SELECT * FROM mysql.user')).rejects.toThrow(/denied/);
        await expect(connection.query('CREATE DATABASE mine')).rejects.toThrow(/denied/);
        const [schemas] = await connection.query('SHOW DATABASES');
        expect(JSON.stringify(schemas)).not.toContain(`errand_${other}`);
      } finally {
        await connection.end();
      }
    },
  );
});
