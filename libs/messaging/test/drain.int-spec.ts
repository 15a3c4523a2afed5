import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createConnection } from 'mysql2/promise';
import { eventually } from '#testing/eventually.js';
import { begun, gate, reported, SlowFixture } from './slow-probe.js';

let fixture: SlowFixture;
beforeAll(async () => (fixture = await SlowFixture.start()), 120_000);
afterAll(() => fixture.stop(), 60_000);

it('finishes every command that it has, also those that wait for their turn, and publishes what they report', async () => {
  const broker = await connect(fixture.servers.broker.url);
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'errand.events', reported.type);
  const open = gate('last');
  const calls = Array.from({ length: 300 }, () => fixture.slow.report({ name: 'last' }, { timeout: 20_000 }));
  await eventually(() => expect(begun).toHaveLength(256));

  const stopped = fixture.service.stop();
  await eventually(async () => expect(await channel.checkQueue('slow.commands')).toMatchObject({ consumerCount: 0 }));
  open();
  await Promise.all(calls);
  await stopped;
  expect(begun).toHaveLength(calls.length);
  const { messageCount } = await channel.checkQueue(queue);
  expect(messageCount).toBe(calls.length);
  expect((await channel.checkQueue('slow.commands')).messageCount).toBe(0);
  const database = await createConnection({ uri: fixture.servers.env.TASK_DATABASE_URL });
  expect((await database.query('SELECT id FROM outbox'))[0]).toEqual([]);
  await database.end();
  await broker.close();
}, 60_000);
