import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChannelModel, connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { Client } from '#contracts/contract.js';
import { testSigner } from '#testing/actors.js';
import { eventually } from '#testing/eventually.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { type RunningService, startService } from '#testing/service.js';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { assertCommandQueue } from '../topology.js';
import { ghostContract, probeContract, probeService, seen } from './probe.js';

let servers: LentServers;
let raw: ChannelModel;
let connection: BrokerConnection;
let probe: Client<typeof probeContract>;

beforeAll(async () => {
  servers = await lendServers('probe');
  raw = await connect(servers.broker.url);
  connection = new BrokerConnection(servers.broker.url, 'test');
  probe = new CommandClient(connection, 2000, testSigner).of(probeContract);
  await eventually(() => expect(connection.ready).toBe(true));
}, 120_000);

afterAll(async () => {
  await raw.close();
  await connection.onApplicationShutdown();
  await servers.giveBack();
}, 60_000);

/** A replica that was told of so many nodes; they are all the same here. */
const aReplica = (nodes: number): Promise<RunningService> =>
  startService(probeService, {
    PROBE_DATABASE_URL: servers.env.TASK_DATABASE_URL,
    PROBE_BROKER_URL: Array.from({ length: nodes }, () => servers.broker.url).join(','),
    LOG_LEVEL: 'fatal',
  });

async function exists(queue: string): Promise<boolean> {
  const channel = await raw.createChannel();
  channel.on('error', () => undefined);
  return channel.checkQueue(queue).then(
    () => channel.close().then(() => true),
    () => false,
  );
}

async function startedOnce(text: string): Promise<void> {
  expect(await probe.slow({ text })).toEqual({ text });
  expect(seen.started.filter((each) => each === text)).toHaveLength(1);
}

describe('a queue that refuses commands', () => {
  it('fails those that are sent at the time, and nothing else', async () => {
    const channel = await raw.createChannel();
    const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    await channel.assertQueue('ghost.commands', { exclusive: true, arguments: full });
    await channel.bindQueue('ghost.commands', 'errand.commands', 'ghost');
    const clustered = new BrokerConnection([servers.broker.url, servers.broker.url].join(), 'test');
    const ghost = new CommandClient(clustered, 300).of(ghostContract);
    await eventually(() => expect(clustered.ready).toBe(true));
    const endings: Promise<string>[] = [];
    const ask = (): void => {
      endings.push(ghost.ask({ text: '' }).then(String, (error: { code: string }) => error.code));
    };
    for (let turn = 0; turn < 300; turn++) {
      ask();
      await new Promise(setImmediate);
    }
    expect(new Set(await Promise.all(endings))).toEqual(new Set(['ghost.unavailable']));
    await channel.deleteQueue('ghost.commands');
    await eventually(() => expect(clustered.ready).toBe(true));
    await clustered.onApplicationShutdown();
  });
});

describe('commands', () => {
  it('wait in a queue that lives on every node when the broker has several addresses', async () => {
    const replica = await aReplica(3);
    await startedOnce(randomUUID());
    expect([await exists('probe.commands.quorum'), await exists('probe.commands')]).toEqual([true, false]);
    await replica.stop();
  });

  it('are taken once while replicas are told of a cluster one after the other, and back', async () => {
    const before = await aReplica(1);
    expect(await exists('probe.commands')).toBe(true);
    const after = await aReplica(3);
    for (let count = 0; count < 10; count++) await startedOnce(randomUUID());
    await before.stop();
    await startedOnce(randomUUID());

    const back = await aReplica(1);
    for (let count = 0; count < 10; count++) await startedOnce(randomUUID());
    await after.stop();
    await startedOnce(randomUUID());
    await back.stop();
  });

  it('come in, in a cluster too, by an exchange that the account of their service may bind its queue to', async () => {
    const { TASK_BROKER_URL: url, GATEWAY_BROKER_URL: asking } = servers.env;
    const service = new BrokerConnection([url, url].join(), 'task');
    service.keep(async (link) => {
      const channel = await link.channel();
      await assertCommandQueue(channel, 'task', link);
      return channel;
    });
    await eventually(() => expect(service.ready).toBe(true));
    const gateway = await connect(asking);
    const channel = await gateway.createConfirmChannel();
    channel.publish('errand.commands', 'task', Buffer.from('[]'));
    await channel.waitForConfirms();
    const operator = await raw.createChannel();
    expect(await operator.get('task.commands.quorum', { noAck: true })).toMatchObject({ content: Buffer.from('[]') });
    await Promise.all([gateway.close(), service.onApplicationShutdown()]);
  });
});
