import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Channel, type ChannelModel, connect, type Message } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { register } from 'prom-client';
import { type Client, type Contract, command, contract, openCommand } from '#contracts/contract.js';
import { testSigner } from '#testing/actors.js';
import { eventually } from '#testing/eventually.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { Name } from './slow-probe.js';

const mostPending = 1000;
/** What a call that is refused at once may take on a busy machine, ms. */
const atOnce = 1000;

let servers: LentServers;
let broker: ChannelModel;
let channel: Channel;
let connection: BrokerConnection;
let client: CommandClient;

beforeAll(async () => {
  servers = await lendServers('silent');
  broker = await connect(servers.broker.url);
  channel = await broker.createChannel();
  connection = new BrokerConnection(servers.broker.url, 'test');
  client = new CommandClient(connection, undefined, testSigner);
  await eventually(() => expect(connection.ready).toBe(true));
}, 120_000);
afterAll(async () => {
  await connection.onApplicationShutdown();
  await broker.close();
  await servers.giveBack();
}, 60_000);

const contractOf = (name: string): Contract<{ ask: typeof asking; change: typeof changing }> =>
  contract(name, { ask: asking, change: changing });
const asking = openCommand(Name, Name);
const changing = command(Name, Name);

/** A service that takes commands and answers none, until somebody does it for it. */
let service: string;
let silent: Client<ReturnType<typeof contractOf>>;

beforeEach(async () => {
  service = `silent-${randomUUID()}`;
  await channel.assertQueue(`${service}.commands`);
  await channel.bindQueue(`${service}.commands`, 'errand.commands', service);
  silent = client.of(contractOf(service));
});

const queued = async (): Promise<number> => (await channel.checkQueue(`${service}.commands`)).messageCount;
const ask = (timeout: number): Promise<unknown> => silent.ask({ name: 'x' }, { timeout });

interface Asked {
  id: string;
  deadline: number;
}

const commandsIn = ({ content }: Message): Asked[] => JSON.parse(content.toString()) as Asked[];

/** What the service is asked next. */
function nextAsked(): Promise<Asked[]> {
  return eventually(async () => {
    const message = await channel.get(`${service}.commands`, { noAck: true });
    if (!message) throw new Error('nothing was asked');
    return commandsIn(message);
  });
}

/** Answers from now on, as the service would. */
async function answer(): Promise<void> {
  const reply = (message: Message | null): void => {
    const replies = message && commandsIn(message).map(({ id }) => ({ id, value: { name: 'answered' } }));
    channel.publish('', String(message?.properties.replyTo), Buffer.from(JSON.stringify(replies)));
  };
  await channel.consume(`${service}.commands`, reply, { noAck: true });
}

async function refused(call: Promise<unknown>): Promise<{ code: string; retryAfter?: number; took: number }> {
  const since = Date.now();
  const failure = await call.then(
    () => Promise.reject(new Error('The call was answered')),
    (error: unknown) => error as { code: string; details: { retry_after?: number } },
  );
  return { code: failure.code, retryAfter: failure.details.retry_after, took: Date.now() - since };
}

async function gauge(name: string): Promise<number | undefined> {
  const { values } = (await register.getSingleMetric(name)?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels.service === service)?.value;
}

/** Lets five calls in a row go without an answer. */
async function openBreaker(): Promise<void> {
  await Promise.allSettled(Array.from({ length: 5 }, () => ask(50)));
  await eventually(async () => expect(await queued()).toBe(0));
}

it('fails fast once a service has not answered for a while, sends nothing, and says when to come back', async () => {
  expect(await gauge('errand_command_breaker_open')).toBeUndefined();
  await openBreaker();
  expect(await gauge('errand_command_breaker_open')).toBe(1);
  const { code, retryAfter, took } = await refused(ask(30_000));
  expect([code, retryAfter]).toEqual([`${service}.unavailable`, 1]);
  expect(took).toBeLessThan(atOnce);
  expect(await queued()).toBe(0);
});

it('asks once more after a pause, and lets all through again when that is answered', async () => {
  await openBreaker();
  const probe = await eventually(async () => {
    const call = ask(5000);
    call.catch(() => undefined);
    expect(await gauge('errand_command_calls_pending')).toBe(1);
    return { call };
  });
  expect((await refused(ask(5000))).retryAfter).toBe(1);
  await eventually(async () => expect(await queued()).toBe(1));

  await answer();
  expect(await probe.call).toEqual({ name: 'answered' });
  expect(await gauge('errand_command_breaker_open')).toBe(0);
  expect(await Promise.all([ask(5000), ask(5000)])).toEqual([{ name: 'answered' }, { name: 'answered' }]);
});

it('waits longer when nobody answers again, but never more than two seconds', async () => {
  await openBreaker();
  const pauses: (number | undefined)[] = [];
  for (let probe = 0; probe < 2; probe++) {
    const since = Date.now();
    await eventually(async () => {
      const { retryAfter } = await refused(ask(20));
      expect(retryAfter).toBeUndefined(); // it was sent, and took too long
    });
    expect(Date.now() - since).toBeGreaterThanOrEqual(probe === 0 ? 500 : 1500);
    pauses.push((await refused(ask(20))).retryAfter);
  }
  expect(pauses).toEqual([2, 2]);
});

it('lets a thousand wait for a service and refuses more at once, and none of them is left behind', async () => {
  const waiting = Array.from({ length: mostPending }, () => ask(3000));
  waiting.forEach((call) => void call.catch(() => undefined));
  expect(client.inFlight).toBe(mostPending);
  expect(await gauge('errand_command_calls_pending')).toBe(mostPending);
  const { code, retryAfter, took } = await refused(ask(30_000));
  expect([code, retryAfter]).toEqual([`${service}.unavailable`, 1]);
  expect(took).toBeLessThan(atOnce);
  expect(client.inFlight).toBe(mostPending);

  await answer();
  expect(new Set((await Promise.allSettled(waiting)).map(({ status }) => status))).toEqual(new Set(['fulfilled']));
  expect(client.inFlight).toBe(0);
});

it('does not ask a second time for a service that is spared', async () => {
  await openBreaker();
  const since = Date.now();
  const { retryAfter } = await refused(silent.change({ name: 'x' }, { user_id: randomUUID() }, { timeout: 10_000 }));
  expect(retryAfter).toBe(1);
  expect(Date.now() - since).toBeLessThan(atOnce);
  expect(await gauge('errand_command_calls_pending')).toBe(0);
});

it('asks a second time, in the time that is left, when there was no answer', async () => {
  const until = Date.now() + 4000;
  const change = silent.change({ name: 'x' }, { user_id: randomUUID() }, { timeout: 4000 });
  const [first] = await nextAsked();
  const [second] = await nextAsked();
  expect(first.deadline).toBeLessThan(until - 1000);
  expect(second.deadline).toBeGreaterThanOrEqual(until);
  expect(Date.now()).toBeGreaterThanOrEqual(Math.floor(first.deadline));
  await expect(change).rejects.toMatchObject({ code: `${service}.unavailable` });
  expect(await queued()).toBe(0);
});
