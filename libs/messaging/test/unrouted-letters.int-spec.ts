import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { eventually } from '#testing/eventually.js';
import { assertEventQueue } from '../topology.js';
import { errand, type Result } from './errand-command.js';
import { RetryFixture } from './retry-probe.js';

let fixture: RetryFixture;
beforeAll(async () => (fixture = await RetryFixture.start()), 120_000);
afterAll(() => fixture.stop(), 60_000);
afterEach(() => fixture.channel.purgeQueue('errand.unrouted'));

const deadletters = (...args: string[]): Promise<Result> =>
  errand(['deadletters', ...args], fixture.servers.broker.url);
const kept = async (): Promise<number> => (await fixture.channel.checkQueue('errand.unrouted')).messageCount;

/** Lets events lie where those end that nobody takes, one after the other; answers their ids. */
async function unrouted(...types: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const type of types) {
    const id = randomUUID();
    const headers = {
      'cloudEvents:id': id,
      'cloudEvents:type': type,
      'cloudEvents:subject': randomUUID(),
      'cloudEvents:time': new Date().toISOString(),
      'cloudEvents:aggregateversion': 1,
    };
    const content = Buffer.from(JSON.stringify({ text: `of type ${type}` }));
    const properties = { messageId: id, headers, userId: 'operator', persistent: true };
    fixture.channel.publish('errand.alternate', type, content, properties);
    ids.push(id);
    await eventually(async () => expect(await kept()).toBe(ids.length));
  }
  return ids;
}

interface Letter {
  service: string | null;
  message_id: string;
}
const listed = async (...args: string[]): Promise<Letter[]> =>
  JSON.parse((await deadletters('list', '--json', ...args)).output) as Letter[];

it('are listed among the dead letters, as nobody’s', async () => {
  const [id] = await unrouted('nobody.wants');
  const { output } = await deadletters('list');
  expect(output).toMatch(new RegExp(`^- +${id} +nobody.wants +\\S{36} +- +- +unrouted: no queue took it$`, 'm'));
  expect(await listed()).toEqual([expect.objectContaining({ service: null, message_id: id, type: 'nobody.wants' })]);
  expect(await listed('--service', 'task')).toEqual([]);
  expect(await listed('--unrouted')).toHaveLength(1);
  expect(await kept()).toBe(1);
});

it('are shown whole', async () => {
  const [id] = await unrouted('nobody.wants');
  const { code, output } = await deadletters('show', id);
  expect(code).toBe(0);
  for (const text of ['unrouted: no queue took it', 'cloudEvents:subject', '"of type nobody.wants"']) {
    expect(output).toContain(text);
  }
});

it('are replayed to whoever wants them by now, under the same id', async () => {
  const [other, id] = await unrouted('nobody.wants', 'errand.asked');
  const { queue } = await fixture.channel.assertQueue('', { exclusive: true });
  await fixture.channel.bindQueue(queue, 'errand.events', 'errand.*');
  expect(await deadletters('replay', id)).toMatchObject({ code: 0, output: 'Replayed: 1 dead letter.\n' });
  await eventually(async () => expect(await fixture.effects('of type errand.asked')).toBe(1));
  const copy = await fixture.channel.get(queue, { noAck: true });
  expect(copy && [copy.fields.routingKey, copy.properties.messageId]).toEqual(['errand.asked', id]);
  expect((await listed()).map(({ message_id }) => message_id)).toEqual([other]);
});

it('stay where they are as long as nobody wants them', async () => {
  const ids = await unrouted('nobody.wants', 'nobody.wants');
  const { code, errors } = await deadletters('replay', '--all', '--unrouted');
  expect([code, errors]).toEqual([1, expect.stringContaining('Still no queue takes it')]);
  expect((await listed()).map(({ message_id }) => message_id)).toEqual(ids);
});

it('keep their type however often they are looked at', async () => {
  const [id] = await unrouted('another.asked');
  for (let time = 0; time < 15; time++) {
    const letter = await fixture.channel.get('errand.unrouted');
    if (letter) fixture.channel.nack(letter);
  }
  expect(await listed()).toHaveLength(1);
  await assertEventQueue(fixture.channel, 'late', ['another.asked']);
  expect(await deadletters('replay', '--all', '--unrouted', '--json')).toMatchObject({ code: 0 });
  const taken = await eventually(async () => {
    const message = await fixture.channel.get('late.events', { noAck: true });
    if (!message) throw new Error('nothing yet');
    return message;
  });
  expect([taken.fields.routingKey, taken.properties.messageId]).toEqual(['another.asked', id]);
  expect(await kept()).toBe(0);
});

it('are removed for good only when that is said twice', async () => {
  await unrouted('nobody.wants', 'nobody.wants');
  expect(await deadletters('purge', '--all', '--unrouted')).toMatchObject({ code: 2 });
  expect(await kept()).toBe(2);
  expect(await deadletters('purge', '--all', '--unrouted', '--yes')).toMatchObject({ code: 0 });
  expect(await kept()).toBe(0);
});

it('are for no service to take', async () => {
  const service = await connect(fixture.servers.env.STORAGE_BROKER_URL);
  const channel = await service.createChannel();
  channel.on('error', () => undefined);
  await expect(channel.get('errand.unrouted')).rejects.toThrow(/ACCESS_REFUSED/);
  await service.close();
});
