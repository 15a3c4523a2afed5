import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Channel, ChannelModel } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { anActorKey, testSigner } from '#testing/actors.js';
import { Rotating } from '#service/rotating.js';
import { ActorSigner } from '../actor-signer.js';
import { decodeReplies } from '../envelope.js';
import { ProbeFixture } from './probe-fixture.js';

let fixture: ProbeFixture;
let raw: ChannelModel;
let channel: Channel;

beforeAll(async () => {
  fixture = await ProbeFixture.start();
  raw = await fixture.raw();
  channel = await raw.createChannel();
}, 120_000);
afterAll(async () => {
  await raw.close();
  await fixture.stop();
}, 60_000);

/** What the probe answers to a command that says so who acts; `undefined` says nothing. */
async function answerTo(actor: unknown, pattern = 'probe.add', text: string = randomUUID()): Promise<unknown> {
  const { queue } = await channel.assertQueue('', { exclusive: true });
  const command = { id: '1', pattern, input: { text }, requestId: randomUUID(), actor, deadline: Date.now() + 20_000 };
  const answered = new Promise<string>((resolve) => {
    void channel.consume(queue, (message) => message && resolve(message.content.toString()), { noAck: true });
  });
  channel.publish('errand.commands', 'probe', Buffer.from(JSON.stringify([command])), { replyTo: queue });
  const [{ reply }] = decodeReplies(Buffer.from(await answered));
  expect(await fixture.effects(text)).toBe('json' in reply ? 1 : 0);
  return reply;
}

const refused = (code: string): unknown => ({
  failure: expect.objectContaining({ kind: 'forbidden', code }) as unknown,
});

it('lets a command in whose actor the gateway signed', async () => {
  expect(await answerTo(testSigner.proofOf(fixture.ada))).toHaveProperty('json');
});

it('reaches no handler for somebody whom a service made up', async () => {
  const stranger = new ActorSigner(new Rotating(anActorKey().ACTOR_KEY));
  const [head, , signature] = testSigner.proofOf(fixture.ada).split('.');
  const body = Buffer.from(JSON.stringify({ user_id: randomUUID(), iat: 0, exp: 9e9 })).toString('base64url');
  expect(await answerTo(undefined)).toEqual(refused('actor.missing'));
  expect(await answerTo(fixture.ada)).toEqual(refused('actor.missing'));
  expect(await answerTo('ada')).toEqual(refused('actor.unreadable'));
  expect(await answerTo(stranger.proofOf(fixture.ada))).toEqual(refused('actor.key_unknown'));
  expect(await answerTo([head, body, signature].join('.'))).toEqual(refused('actor.forged'));
});

it('asks for nobody where a command is open', async () => {
  expect(await answerTo(undefined, 'probe.join')).toHaveProperty('json');
});
