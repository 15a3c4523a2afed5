import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { GetMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { event } from '#contracts/event.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { Unrouted } from '../confirmed-publisher.js';
import { EventPublisher } from '../event-publisher.js';
import { Outbox } from '../outbox.js';
import { assertEventsExchange } from '../topology.js';
import { Errand, RetryFixture } from './retry-probe.js';

const unroutedAfter = 1000;
/** What a relay leaves behind is looked at again after its lease of five seconds. */
const longEnough = 15_000;

let fixture: RetryFixture;
beforeAll(
  async () => (fixture = await RetryFixture.start({ EVENT_UNROUTED_AFTER_MS: String(unroutedAfter) })),
  120_000,
);
afterAll(() => fixture.stop(), 60_000);
afterEach(async () => void (await fixture.channel.purgeQueue('errand.unrouted')));

const wanted = event('probe', 'wanted.later', Errand);
const unwanted = event('probe', 'unwanted.ever', Errand);

function record(type: typeof wanted, text: string, id = randomUUID()): Promise<void> {
  const { app } = fixture.service;
  const outbox = app.get(Outbox, { strict: false });
  return app
    .get(Transactions, { strict: false })
    .run((transaction) => outbox.record(transaction, type, { id, version: 7 }, { text }));
}

const waiting = (): Promise<unknown[]> => fixture.service.dataSource.query<unknown[]>('SELECT id FROM outbox');
const unrouted = async (): Promise<number> => (await fixture.channel.checkQueue('errand.unrouted')).messageCount;

function take(queue: string, limit?: number): Promise<GetMessage> {
  return eventually(async () => {
    const message = await fixture.channel.get(queue, { noAck: true });
    if (!message) throw new Error(`Nothing is in ${queue}`);
    return message;
  }, limit);
}

async function takeAll(queue: string): Promise<string[]> {
  const texts: string[] = [];
  let message: GetMessage | false;
  while ((message = await fixture.channel.get(queue, { noAck: true }))) texts.push(message.content.toString());
  return texts;
}

/** A queue that lives as long as the test, bound to some exchanges. */
async function aQueue(type: string, ...exchanges: string[]): Promise<string> {
  const { queue } = await fixture.channel.assertQueue('', { exclusive: true });
  for (const exchange of exchanges) await fixture.channel.bindQueue(queue, exchange, type);
  return queue;
}

it('keeps what no queue takes in time where a person finds it, as it was published', async () => {
  const id = randomUUID();
  const before = Date.now();
  await record(unwanted, 'for nobody', id);
  await eventually(async () => expect(await waiting()).toHaveLength(1));
  const { fields, properties, content } = await take('errand.unrouted', longEnough);
  expect(Date.now() - before).toBeGreaterThanOrEqual(unroutedAfter);
  expect(fields.routingKey).toBe('unwanted.ever');
  expect(JSON.parse(content.toString())).toEqual({ text: 'for nobody' });
  expect(properties).toMatchObject({ deliveryMode: 2, contentType: 'application/json' });
  expect(properties.headers).toMatchObject({
    'cloudEvents:id': properties.messageId as unknown,
    'cloudEvents:type': 'unwanted.ever',
    'cloudEvents:subject': id,
    'cloudEvents:aggregateversion': 7,
    traceparent: expect.stringMatching(/^00-/) as unknown,
  });
  await eventually(async () => expect(await waiting()).toEqual([]));
  const { body } = await new Http(fixture.service.url).get<string>('/metrics');
  expect(body).toContain('errand_events_unrouted_total{event="unwanted.ever"} 1');
});

it('waits in the outbox for a queue that comes in time', async () => {
  await record(wanted, 'patient');
  await eventually(async () => expect(await waiting()).toHaveLength(1));
  const queue = await aQueue('wanted.later', 'errand.events');
  const { content } = await take(queue, longEnough);
  expect(JSON.parse(content.toString())).toEqual({ text: 'patient' });
  await eventually(async () => expect(await waiting()).toEqual([]));
  expect(await unrouted()).toBe(0);
  await fixture.channel.deleteQueue(queue);
});

it('reaches a queue that appears at the very last moment', async () => {
  const queue = await aQueue('wanted.later', 'errand.events.final');
  await record(wanted, 'last call');
  const { content } = await take(queue, longEnough);
  expect(JSON.parse(content.toString())).toEqual({ text: 'last call' });
  expect(await unrouted()).toBe(0);
  await fixture.channel.deleteQueue(queue);
});

it('lets a service take what was published to either exchange', async () => {
  const headers = { 'cloudEvents:subject': randomUUID(), 'cloudEvents:aggregateversion': 1 };
  const [first, final] = ['through the first', 'through the final'];
  fixture.ask(first);
  const id = randomUUID();
  fixture.channel.publish('errand.events.final', 'errand.asked', Buffer.from(JSON.stringify({ text: final })), {
    headers: { ...headers, 'cloudEvents:id': id },
  });
  for (const text of [first, final]) await eventually(async () => expect(await fixture.effects(text)).toBe(1));
});

it('keeps what a program of other people published for nobody', async () => {
  fixture.channel.publish('errand.events.final', 'theirs', Buffer.from('not even JSON'));
  const { fields, content } = await take('errand.unrouted');
  expect([fields.routingKey, content.toString()]).toEqual(['theirs', 'not even JSON']);
});

const publish = (publisher: EventPublisher, text: string): Promise<void> =>
  publisher.publish(wanted.type, 0, Buffer.from(text), { messageId: randomUUID(), mandatory: true, persistent: true });

it('loses none of many while a queue comes and goes, and brings each to one place', async () => {
  const { broker, channel } = fixture;
  const publisher = new EventPublisher(await broker.createConfirmChannel(), 'operator', 0);
  const queue = await aQueue(wanted.type);
  const texts = Array.from({ length: 2000 }, (_, index) => `come and go ${index}`);
  let published = false;
  const publishing = (async () => {
    for (let from = 0; from < texts.length; from += 50) {
      await Promise.all(texts.slice(from, from + 50).map((text) => publish(publisher, text)));
    }
    published = true;
  })();
  for (let bound = false; !published; bound = !bound) {
    for (const exchange of ['errand.events.final', 'errand.events']) {
      if (bound) await channel.unbindQueue(queue, exchange, wanted.type);
      else await channel.bindQueue(queue, exchange, wanted.type);
    }
  }
  await publishing;
  const [taken, kept] = [await takeAll(queue), await takeAll('errand.unrouted')];
  expect([...taken, ...kept].sort()).toEqual(texts.sort());
  expect([taken.length > 0, kept.length > 0]).toEqual([true, true]);
  await channel.deleteQueue(queue);
}, 60_000);

it('is refused to its relay when there is not even a queue that keeps it', async () => {
  const publisher = new EventPublisher(await fixture.broker.createConfirmChannel(), 'operator', 0);
  await fixture.channel.deleteQueue('errand.unrouted');
  await expect(publish(publisher, 'nowhere at all')).rejects.toThrow(Unrouted);
  await assertEventsExchange(fixture.channel);
  await publish(publisher, 'somewhere');
  expect((await take('errand.unrouted')).content.toString()).toBe('somewhere');
});
