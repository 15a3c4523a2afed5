import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChannelModel, connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#contracts/contract.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { removeServers, startServers } from '../../testing/stack.mjs';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { probeContract, probeService, seen } from './probe.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-command-queue-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let raw: ChannelModel;
let connection: BrokerConnection;
let probe: Client<typeof probeContract>;

beforeAll(async () => {
  servers = await startServers(dir);
  raw = await connect(servers.broker.url);
  connection = new BrokerConnection(servers.broker.url, 'test');
  probe = new CommandClient(connection, 2000).of(probeContract);
  await eventually(() => expect(connection.ready).toBe(true));
}, 60_000);

afterAll(async () => {
  await raw.close();
  await connection.onApplicationShutdown();
  await removeServers(dir);
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
});
