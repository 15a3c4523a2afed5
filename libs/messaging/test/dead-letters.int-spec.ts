import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { connect, type GetMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { eventually } from '#testing/eventually.js';
import { assertEventQueue } from '../topology.js';
import { errand, type Result } from './errand-command.js';
import { failures, refusal, RetryFixture, tries } from './retry-probe.js';

let fixture: RetryFixture;
beforeAll(async () => (fixture = await RetryFixture.start()), 120_000);
afterAll(() => fixture.stop(), 60_000);
afterEach(() => fixture.channel.purgeQueue('probe.events.dlq'));

/** `npm run errand -- deadletters …`, for the service of this test. */
function deadletters(...args: string[]): Promise<Result> {
  return errand(['deadletters', ...args, '--service', 'probe'], fixture.servers.broker.url);
}

/** Lets events die, one after the other; answers their ids. */
async function dead(...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    failures.set(text, [refusal('invalid')]);
    ids.push(fixture.ask(text));
    await eventually(async () => expect(await fixture.dead()).toBe(ids.length));
  }
  return ids;
}

/** Takes all dead letters in hand and gives them back, so many times. */
async function look(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const letters: GetMessage[] = [];
    let letter;
    while ((letter = await fixture.channel.get('probe.events.dlq'))) letters.push(letter);
    for (const each of letters.splice(0)) fixture.channel.nack(each);
  }
}

const listed = async (): Promise<Record<string, unknown>[]> =>
  JSON.parse((await deadletters('list', '--json')).output) as Record<string, unknown>[];
const listedIds = async (): Promise<unknown[]> => (await listed()).map(({ message_id }) => message_id);

it('lists dead letters in their order, and leaves them there', async () => {
  const ids = await dead('list 1', 'list 2', 'list 3');
  const { code, output } = await deadletters('list');
  expect(code).toBe(0);
  const [head, first, ...others] = output.trimEnd().split('\n');
  expect(head).toMatch(/^SERVICE +MESSAGE ID +TYPE +SUBJECT +DIED +TRIES +LAST ERROR$/);
  expect(first).toMatch(new RegExp(`^probe +${ids[0]} +errand.asked +\\S{36} +\\S+Z +1 +probe.invalid: No.$`));
  expect(others).toHaveLength(2);
  expect(await listedIds()).toEqual(ids);
  expect((await listed())[0]).toEqual({
    service: 'probe',
    message_id: ids[0],
    type: 'errand.asked',
    subject: expect.any(String),
    died_at: expect.any(String),
    attempts: 1,
    error: { code: 'probe.invalid', message: 'No.', stack: expect.any(String) },
  });
  expect(await fixture.dead()).toBe(3);
});

it('keeps what was looked at more often than the broker allows', async () => {
  const ids = await dead('looked at 1', 'looked at 2');
  for (let time = 0; time < 3; time++) {
    await look(15);
    expect(await listedIds()).toEqual(ids);
  }
});

it('shows all that is known of one', async () => {
  const [id] = await dead('shown');
  const { code, output } = await deadletters('show', id);
  expect(code).toBe(0);
  for (const text of ['errand.asked', 'probe.invalid: No.', 'retry-probe', 'cloudEvents:id', '"text": "shown"']) {
    expect(output).toContain(text);
  }
  expect(JSON.parse((await deadletters('show', id, '--json')).output)).toMatchObject({
    message_id: id,
    failures: [{ code: 'probe.invalid' }],
    headers: { 'cloudEvents:id': id },
    body: { text: 'shown' },
  });
  expect(await fixture.dead()).toBe(1);
});

it('replays one, under the same id, to its own queue only', async () => {
  const { queue } = await fixture.channel.assertQueue('', { exclusive: true });
  await fixture.channel.bindQueue(queue, 'errand.events', '#');
  const [before, id, after] = await dead('stays before', 'replayed', 'stays after');
  expect(await deadletters('replay', id)).toMatchObject({ code: 0, output: 'Replayed: 1 dead letter.\n' });
  await eventually(async () => expect(await fixture.effects('replayed')).toBe(1));
  expect(await listedIds()).toEqual([before, after]);
  expect((await fixture.channel.checkQueue(queue)).messageCount).toBe(3);
});

it('gives what it replays all its tries again, and keeps its history', async () => {
  const [id] = await dead('dies twice');
  failures.set(
    'dies twice',
    [1, 2, 3].map((time) => new Error(`again ${time}`)),
  );
  await deadletters('replay', id);
  await eventually(async () => expect(await fixture.dead()).toBe(1));
  expect(JSON.parse((await deadletters('show', id, '--json')).output)).toMatchObject({
    attempts: 3,
    error: { message: 'again 3' },
    failures: ['No.', 'again 1', 'again 2', 'again 3'].map((message) => ({ message })),
  });
});

it('does nothing a second time when it replays what has had its effect', async () => {
  const id = randomUUID();
  fixture.ask('had its effect', { id });
  await eventually(async () => expect(await fixture.effects('had its effect')).toBe(1));
  const headers = { 'cloudEvents:id': id, 'cloudEvents:aggregateversion': 1, 'errand-routing-key': 'errand.asked' };
  const body = Buffer.from('{"text":"had its effect"}');
  fixture.channel.sendToQueue('probe.events.dlq', body, { messageId: id, headers, userId: 'operator' });
  await eventually(async () => expect(await fixture.dead()).toBe(1));
  await deadletters('replay', id);
  await dead('marker');
  expect(await fixture.effects('had its effect')).toBe(1);
  expect(tries.get('had its effect')).toHaveLength(1);
});

it('replays all of a service', async () => {
  const ids = await dead('all 1', 'all 2', 'all 3');
  const { output } = await deadletters('replay', '--all', '--json');
  expect(JSON.parse(output)).toEqual({ replayed: ids });
  for (const text of ['all 1', 'all 2', 'all 3']) {
    await eventually(async () => expect(await fixture.effects(text)).toBe(1));
  }
  expect(await deadletters('list')).toMatchObject({ code: 0, output: 'There are no dead letters.\n' });
});

it('removes for good only what it is told to, and only when it is told twice', async () => {
  const [one, two, three] = await dead('purge 1', 'purge 2', 'purge 3');
  const unsure = await deadletters('purge', '--all');
  expect(unsure).toMatchObject({ code: 2, output: '' });
  expect(unsure.errors).toContain('3 dead letters for good');
  expect(await listedIds()).toEqual([one, two, three]);
  expect(await deadletters('purge', two, '--yes')).toMatchObject({ code: 0 });
  expect(await listedIds()).toEqual([one, three]);
  expect(await deadletters('purge', '--all', '--yes')).toMatchObject({ code: 0 });
  expect(await fixture.dead()).toBe(0);
});

it('knows what the broker set aside by itself, and has it begin again', async () => {
  const { channel } = fixture;
  const mortal = (...args: string[]): Promise<Result> =>
    errand(['deadletters', ...args, '--service', 'mortal', '--json'], fixture.servers.broker.url);
  await assertEventQueue(channel, 'mortal', ['mortal.asked']);
  const id = fixture.ask('kills whoever takes it', { type: 'mortal.asked' });
  await eventually(async () => {
    const dying = await fixture.broker.createChannel();
    await dying.get('mortal.events');
    await dying.close();
    expect((await channel.checkQueue('mortal.events.dlq')).messageCount).toBe(1);
  });
  const { output } = await mortal('show', id);
  expect(JSON.parse(output)).toMatchObject({
    message_id: id,
    type: 'mortal.asked',
    attempts: null,
    died_at: expect.stringMatching(/Z$/) as unknown,
    error: { code: 'delivery_limit' },
    body: { text: 'kills whoever takes it' },
  });
  expect(await mortal('replay', id)).toMatchObject({ code: 0 });
  const again = await channel.get('mortal.events', { noAck: true });
  expect(again && again.properties).toMatchObject({ messageId: id, headers: { 'errand-routing-key': 'mortal.asked' } });
});

it('says which letters another service has put there, and brings none of them back', async () => {
  const taken = await connect(fixture.servers.env.STORAGE_BROKER_URL);
  const channel = await taken.createConfirmChannel();
  const headers = { 'errand-routing-key': 'errand.asked', 'errand-error': { code: 'probe.invalid', message: 'No.' } };
  const ids: string[] = [];
  for (const named of [{ userId: 'storage' }, {}]) {
    ids.push(randomUUID());
    const properties = { ...named, messageId: ids.at(-1), headers: { ...headers, 'errand-sender': 'probe' } };
    channel.publish('', 'probe.events.dlq', Buffer.from('{"text":"forged"}'), properties);
  }
  await channel.waitForConfirms();
  await taken.close();
  for (let time = 0; time < 3; time++) {
    // by the third time, the operator has written them anew
    expect((await listed()).map(({ error }) => error)).toMatchObject([
      { code: 'letter.forged', message: expect.stringContaining('storage put it here') as unknown },
      { code: 'letter.forged', message: expect.stringContaining('not told') as unknown },
    ]);
    await look(15);
  }
  for (const id of ids)
    expect(await deadletters('replay', id)).toMatchObject({ code: 1, errors: expect.stringContaining(id) as unknown });
  expect(await listedIds()).toEqual(ids);
});

it('keeps what it cannot bring back', async () => {
  const { channel } = fixture;
  await assertEventQueue(channel, 'former', []);
  const id = randomUUID();
  channel.sendToQueue('former.events.dlq', Buffer.from('{}'), { messageId: id, userId: 'operator' });
  await channel.deleteQueue('former.events');
  const former = (...args: string[]): Promise<Result> =>
    errand(['deadletters', ...args, '--service', 'former'], fixture.servers.broker.url);
  expect(await former('replay', id)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('There is no queue former.events') as unknown,
  });
  expect((await former('list')).output).toContain(id);
});

it('says what is wrong with how it is called, and with the broker', async () => {
  const url = fixture.servers.broker.url;
  for (const args of [[], ['deadletters'], ['deadletters', 'mend'], ['deadletters', 'list', '--quick']]) {
    expect(await errand(args, url)).toMatchObject({ code: 2, errors: expect.stringContaining('npm run errand') });
  }
  expect(await errand(['deadletters', 'replay', '--all'], url)).toMatchObject({ code: 2 });
  expect(await errand(['deadletters', 'show'], url)).toMatchObject({ code: 2 });
  expect(await deadletters('show', randomUUID())).toMatchObject({
    code: 1,
    errors: expect.stringContaining('There is no dead letter'),
  });
  const away = await errand(['deadletters', 'list'], 'amqp://operator:secret@127.0.0.1:1/errand');
  expect(away).toMatchObject({ code: 1, errors: expect.stringContaining('127.0.0.1:1') });
  expect(away.errors).not.toContain('secret');
  expect(await errand(['deadletters', 'list'], url)).toMatchObject({ code: 0, output: 'There are no dead letters.\n' });
});
