import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { again, removeServers, startServers } from '../../testing/stack.mjs';
import { failures, refusal, RetryFixture, retryDelays, tries } from './retry-probe.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-retry-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let fixture: RetryFixture;
beforeAll(async () => {
  servers = await startServers(dir);
  fixture = await RetryFixture.on({ ...servers, giveBack: () => removeServers(dir) });
}, 120_000);
afterAll(() => fixture.stop(), 60_000);

const failing = (text: string, ...errors: Error[]): void => void failures.set(text, errors);
const always = (error: Error): Error[] => Array.from({ length: 10 }, () => error);
const succeeds = (text: string): Promise<void> =>
  eventually(async () => expect(await fixture.effects(text)).toBe(1), 20_000);

it('tries an event again after delays that grow, and leaves nothing of a failed try', async () => {
  failing('fails twice', new Error('not yet'), new Error('not yet'));
  fixture.ask('fails twice');
  await succeeds('fails twice');
  const [first, second, third] = tries.get('fails twice') ?? [];
  expect(second - first).toBeGreaterThanOrEqual(retryDelays[0]);
  expect(third - second).toBeGreaterThanOrEqual(retryDelays[1]);
  expect(await fixture.dead()).toBe(0);
});

it('brings an event that failed back to no queue but the one that it came from', async () => {
  const { queue } = await fixture.channel.assertQueue('', { exclusive: true });
  await fixture.channel.bindQueue(queue, 'errand.events', '#');
  failing('fails once', new Error('not yet'));
  fixture.ask('fails once');
  await succeeds('fails once');
  expect(tries.get('fails once')).toHaveLength(2);
  expect((await fixture.channel.checkQueue(queue)).messageCount).toBe(1);
});

it('sets an event aside after the last delay, with all that it came with and what became of each try', async () => {
  failing(
    'never works',
    new Error('first'),
    refusal('not_found'),
    Object.assign(new Error('last'), { code: 'ER_LAST' }),
  );
  const id = fixture.ask('never works', { headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } });
  const { content, properties } = await fixture.takeLetter();
  expect(JSON.parse(content.toString())).toEqual({ text: 'never works' });
  expect(properties).toMatchObject({ messageId: id, deliveryMode: 2 });
  expect(properties.headers).toMatchObject({
    'cloudEvents:id': id,
    'cloudEvents:aggregateversion': 1,
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    'errand-routing-key': 'errand.asked',
    'errand-attempt': 3,
    'errand-failures': [
      { at: expect.any(String), code: 'Error', message: 'first' },
      { at: expect.any(String), code: 'probe.not_found', message: 'No.' },
      { at: expect.any(String), code: 'ER_LAST', message: 'last' },
    ],
    'errand-error': { code: 'ER_LAST', message: 'last', stack: expect.stringContaining('retry.int-spec') },
    'errand-died-at': expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(properties.headers).not.toHaveProperty('x-death');
  expect(await fixture.effects('never works')).toBe(0);
});

it('counts the tries that fail, and what becomes of them', async () => {
  const count = async (then: string): Promise<number> => {
    const { body } = await new Http(fixture.service.url).get<string>('/metrics');
    const start = `errand_event_failures_total{event="errand.asked",then="${then}"} `;
    return Number(
      body
        .split('\n')
        .find((line) => line.startsWith(start))
        ?.slice(start.length) ?? 0,
    );
  };
  const [retries, deaths] = [await count('retry'), await count('dead_letter')];
  failing('is counted', new Error('not yet'), new Error('not yet'), refusal('invalid'));
  fixture.ask('is counted');
  await fixture.takeLetter();
  expect([await count('retry'), await count('dead_letter')]).toEqual([retries + 2, deaths + 1]);
});

it('sets aside at once what no later try can mend', async () => {
  failing('is wrong', ...always(refusal('invalid')));
  const id = fixture.ask('is wrong', { headers: { 'x-from': 'its publisher' } });
  const { properties } = await fixture.takeLetter();
  expect(properties.messageId).toBe(id);
  expect(properties.headers).toMatchObject({
    'cloudEvents:id': id,
    'x-from': 'its publisher',
    'errand-attempt': 1,
    'errand-failures': [{ at: expect.any(String) as unknown, code: 'probe.invalid', message: 'No.' }],
    'errand-error': { code: 'probe.invalid' },
  });
  expect(tries.get('is wrong')).toHaveLength(1);
});

it.each([
  ['is not JSON', 'not JSON', { 'cloudEvents:id': 'a5a3f3f2-9a0e-4a6f-8f6e-0f6ad2d2b0aa' }],
  ['has no id', '{}', {}],
  ['has an id of another kind', '{}', { 'cloudEvents:id': '17' }],
])('sets aside at once, with an id, what %s', async (_, body, headers: Record<string, string>) => {
  fixture.publish(Buffer.from(body), { 'cloudEvents:aggregateversion': 1, ...headers });
  const { content, properties } = await fixture.takeLetter();
  expect(content.toString()).toBe(body);
  expect(properties.messageId).toMatch(headers['cloudEvents:id'] ?? /^.{36}$/);
  expect(properties.headers).toMatchObject({ 'errand-error': { code: 'event.unreadable' } });
});

it('sets aside as it came what has headers that leave no room for the story of its failures', async () => {
  failing('says too much', ...always(new Error('not yet')));
  const id = fixture.ask('says too much', { headers: { 'x-much': 'x'.repeat(65_200) } });
  const { content, properties } = await fixture.takeLetter();
  expect([JSON.parse(content.toString()), properties.messageId]).toEqual([{ text: 'says too much' }, id]);
  expect(properties.headers).toHaveProperty('x-much', 'x'.repeat(65_200));
  expect(tries.get('says too much')).toHaveLength(1);
});

it('sets aside after the last delay what this version of the service does not know', async () => {
  await fixture.channel.bindQueue('probe.events', 'errand.events', 'errand.invented');
  const id = fixture.ask('of the next version', { type: 'errand.invented' });
  const { properties } = await fixture.takeLetter();
  expect(properties.messageId).toBe(id);
  expect(properties.headers).toMatchObject({
    'errand-attempt': 3,
    'errand-routing-key': 'errand.invented',
    'errand-error': { code: 'event.unknown' },
  });
});

it('lets no number of failing events hold up the others', async () => {
  const poison = Array.from({ length: 80 }, (_, index) => `poison ${index}`);
  for (const text of poison) {
    failing(text, ...always(new Error('never')));
    fixture.ask(text);
  }
  fixture.ask('behind them');
  await succeeds('behind them');
  await eventually(async () => expect(await fixture.dead()).toBe(poison.length));
  for (const text of poison) expect(tries.get(text)).toHaveLength(retryDelays.length + 1);
  await fixture.channel.purgeQueue('probe.events.dlq');
});

it('counts no try and sets nothing aside while the database is away, however long', async () => {
  await servers.database.kill();
  failing('fails afterwards', ...always(new Error('for another reason')));
  fixture.ask('fails afterwards');
  fixture.ask('waits');
  // some seconds: until they have made way for others at least once
  await eventually(
    async () => {
      const { messageCount } = await fixture.channel.checkQueue('probe.events.retry.200ms');
      expect(messageCount).toBeGreaterThan(0);
    },
    40_000,
    10,
  );
  expect(await fixture.dead()).toBe(0);
  servers.database = await again(dir).database();
  await succeeds('waits');
  const { properties } = await fixture.takeLetter();
  expect(properties.headers).toMatchObject({ 'errand-attempt': 3 });
  const history = properties.headers?.['errand-failures'] as { message: string }[];
  expect(new Set(history.map(({ message }) => message))).toEqual(new Set(['for another reason']));
}, 90_000);

it('takes events again after somebody has deleted their queue', async () => {
  await fixture.channel.deleteQueue('probe.events');
  await eventually(async () => {
    fixture.ask('after the queue was deleted');
    expect(await fixture.effects('after the queue was deleted')).toBeGreaterThan(0);
  });
});

it('keeps an event that no queue takes for its delay, and tries it in place', async () => {
  await fixture.channel.deleteQueue('probe.events.retry.200ms');
  failing('has nowhere to go', new Error('not yet'), new Error('not yet'));
  fixture.ask('has nowhere to go');
  await succeeds('has nowhere to go');
  expect(await fixture.dead()).toBe(0);
});
