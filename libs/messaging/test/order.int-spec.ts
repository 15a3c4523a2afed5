import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChannelModel, connect } from 'amqplib';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { again, removeServers, startServers } from '../../testing/stack.mjs';
import { Outbox } from '../outbox.js';
import { announced, probeService } from './probe.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-order-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let replicas: RunningService[];
let listener: ChannelModel;
/** What was published, in the order of its arrival: the version of an aggregate, by its id. */
let arrived: Map<string, number[]>;

beforeAll(async () => {
  servers = await startServers(dir);
  const settings = {
    PROBE_DATABASE_URL: servers.env.TASK_DATABASE_URL,
    PROBE_BROKER_URL: servers.broker.url,
    LOG_LEVEL: 'fatal',
  };
  replicas = [await startService(probeService, settings), await startService(probeService, settings)];
  await replicas[0].dataSource.query('CREATE TABLE effect (text VARCHAR(100))');
  await listen();
}, 120_000);

afterAll(async () => {
  await listener.close();
  await Promise.all(replicas.map((replica) => replica.stop()));
  await removeServers(dir);
}, 60_000);

beforeEach(() => void (arrived = new Map()));

const heard = 'test.heard';

async function listen(): Promise<void> {
  listener = await connect(servers.broker.url);
  listener.on('error', () => undefined); // it dies with the broker
  const channel = await listener.createChannel();
  // durable: what is published after the broker came back, and before this listener did, is to be seen too
  await channel.assertQueue(heard, { durable: true });
  await channel.bindQueue(heard, 'errand.events', 'probe.announced');
  const take = (headers: Record<string, unknown> = {}): void => {
    const subject = String(headers['cloudEvents:subject']);
    arrived.set(subject, [...(arrived.get(subject) ?? []), Number(headers['cloudEvents:aggregateversion'])]);
  };
  await channel.consume(heard, (message) => void (message && take(message.properties.headers)), { noAck: true });
}

/** One change of an aggregate, by one of the replicas. */
const change = (id: string, version: number, replica = replicas[version % 2]): Promise<void> =>
  replica.app.get(Transactions, { strict: false }).run(async (transaction) => {
    const outbox = replica.app.get(Outbox, { strict: false });
    await outbox.record(transaction, announced, { id, version }, { text: `${id.slice(0, 8)} ${version}` });
  });

const waiting = async (): Promise<number> =>
  (await replicas[0].dataSource.query<unknown[]>('SELECT id FROM outbox')).length;

describe('events of one aggregate', () => {
  it('are published in their order, whichever replica recorded and whichever publishes them', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => index + 1);
    const ids = Array.from({ length: 5 }, () => newId());
    await Promise.all(
      ids.map(async (id) => {
        for (const version of versions) await change(id, version);
      }),
    );
    await eventually(() => expect(ids.map((id) => arrived.get(id)?.length)).toEqual(ids.map(() => 20)), 20_000);
    for (const id of ids) expect(arrived.get(id)).toEqual(versions);
    await eventually(async () => expect(await waiting()).toBe(0));
  }, 60_000);

  it('do not overtake a first one whose process died before it could publish it', async () => {
    const id = newId();
    await replicas[0].dataSource.query(
      `INSERT INTO outbox (id, type, source, subject, aggregate_version, data, fleeting, traceparent, recorded_at, lease_until)
       SELECT UNHEX(REPLACE(?, '-', '')), 'probe.announced', 'probe', UNHEX(REPLACE(?, '-', '')), 1, '{"text":"left"}', FALSE,
              CONCAT('00-', REPEAT('a', 32), '-', REPEAT('b', 16), '-01'), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 SECOND`,
      [newId(), id],
    );
    await change(id, 2);
    await eventually(() => expect(arrived.get(id)).toEqual([1, 2]), 20_000);
  }, 60_000);
});

describe('the first event of an aggregate', () => {
  it('leaves the outbox by itself', async () => {
    const id = newId();
    await change(id, 1);
    await eventually(() => expect(arrived.get(id)).toEqual([1]));
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('waits for the broker like any other', async () => {
    await servers.broker.kill();
    const id = newId();
    await change(id, 1);
    await change(id, 2);
    servers.broker = await again(dir).broker();
    await eventually(listen, 20_000);
    await eventually(() => expect(arrived.get(id)).toEqual([1, 2]), 20_000);
  }, 90_000);
});
