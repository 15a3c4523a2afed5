import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { again, removeServers, startServers } from '../../testing/stack.mjs';
import { SlowFixture } from './slow-probe.js';

/** For servers that were killed to come back and be found again, ms. */
const recovery = 20_000;

const dir = mkdtempSync(join(tmpdir(), 'errand-readiness-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let fixture: SlowFixture;
let broker: ChannelModel;
let channel: Channel;

beforeAll(async () => {
  servers = await startServers(dir);
  fixture = await SlowFixture.on({ ...servers, giveBack: () => removeServers(dir) });
  await openChannel();
}, 120_000);
afterAll(async () => {
  await broker.close();
  await fixture.stop();
}, 60_000);

async function openChannel(): Promise<void> {
  broker = await connect(servers.broker.url);
  broker.on('error', () => undefined);
  channel = await broker.createChannel();
}

interface Report {
  status: string;
  checks: Record<string, boolean>;
}

/** The parts of readiness that fail; none when the service is ready. */
async function failing(): Promise<string[]> {
  const { status, body } = await new Http(fixture.service.url).get<Report>('/health/ready');
  const names = Object.entries(body.checks).flatMap(([name, passes]) => (passes ? [] : [name]));
  expect(Object.keys(body.checks)).toEqual(['running', 'broker', 'database', 'outbox']);
  expect(status).toBe(names.length === 0 ? 200 : 503);
  return names;
}

const commandQueue = 'slow.commands';

it('needs nothing more while all is well', async () => {
  expect(await failing()).toEqual([]);
});

it('takes commands again after somebody has deleted their queue', async () => {
  await channel.deleteQueue(commandQueue);
  await eventually(async () => expect(await fixture.slow.hold({ name: 'again' })).toEqual({ name: 'again' }));
  expect(await failing()).toEqual([]);
});

it('needs every channel: one that cannot be opened is enough to fail', async () => {
  await channel.deleteQueue(commandQueue);
  await channel.assertQueue(commandQueue, { durable: false });
  await eventually(async () => expect(await failing()).toEqual(['broker']));
  await channel.deleteQueue(commandQueue);
  await eventually(async () => expect(await failing()).toEqual([]));
  expect(await fixture.slow.hold({ name: 'whole' })).toEqual({ name: 'whole' });
});

it('needs that no event has been waiting for five minutes', async () => {
  const record = (minutes: number): Promise<unknown> =>
    fixture.service.dataSource.query(
      `INSERT INTO outbox (id, type, source, subject, aggregate_version, data, fleeting, traceparent, recorded_at, lease_until)
       VALUES (RANDOM_BYTES(16), 'x', 'slow', RANDOM_BYTES(16), 1, '{}', 0, '', UTC_TIMESTAMP(3) - INTERVAL ? MINUTE,
               UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`,
      [minutes],
    );
  await record(4);
  expect(await failing()).toEqual([]);
  expect(await fixture.metric('errand_outbox_oldest_age_seconds')).toBeGreaterThanOrEqual(240);
  await record(6);
  expect(await fixture.metric('errand_outbox_events')).toBe(2);
  await fixture.service.dataSource.query('DELETE FROM outbox ORDER BY position LIMIT 1');
  expect(await failing()).toEqual(['outbox']);
  await fixture.service.dataSource.query('DELETE FROM outbox');
  expect(await failing()).toEqual([]);
  expect(await fixture.metric('errand_outbox_events')).toBe(0);
});

it('needs the database, which it asks for its outbox, too', async () => {
  await servers.database.kill();
  expect(await failing()).toEqual(['database', 'outbox']);
  servers.database = await again(dir).database();
  await eventually(async () => expect(await failing()).toEqual([]), recovery);
}, 60_000);

it('needs the broker', async () => {
  await servers.broker.kill();
  await eventually(async () => expect(await failing()).toEqual(['broker']));
  servers.broker = await again(dir).broker();
  await eventually(async () => expect(await failing()).toEqual([]), recovery);
  await openChannel();
}, 60_000);
