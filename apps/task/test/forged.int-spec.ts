import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ChannelModel, connect } from 'amqplib';
import { userDeleted } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { testSigner } from '#testing/actors.js';
import { eventually } from '#testing/eventually.js';
import { aRegistered, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
/** Somebody who has the broker account of another service. */
let storage: ChannelModel;

beforeAll(async () => {
  fixture = await startTaskService();
  storage = await connect(process.env.STORAGE_BROKER_URL!);
});
afterAll(async () => {
  await storage.close();
  await fixture.stop();
});

/** Past the exchanges, by the one that answers go by: it knows every queue. */
async function send(queue: string, content: unknown, options = {}): Promise<void> {
  const channel = await storage.createConfirmChannel();
  channel.publish('', queue, Buffer.from(JSON.stringify(content)), options);
  await channel.waitForConfirms();
  await channel.close();
}

/** What became of an event that was set aside. */
async function deadLetter(messageId: string): Promise<{ code: string }> {
  const channel = await fixture.broker.createChannel();
  try {
    return await eventually(async () => {
      const message = await channel.get('task.events.dlq', { noAck: true });
      if (!message || message.properties.messageId !== messageId) throw new Error('It is not there yet');
      return message.properties.headers?.['errand-error'] as { code: string };
    });
  } finally {
    await channel.close();
  }
}

it('takes no event from an account that it does not belong to, whether it tells its name or not', async () => {
  const actor = await aRegistered(fixture);
  const { user_id: id } = actor;
  for (const [code, sender] of [
    ['event.unsigned', {}],
    ['event.forged', { userId: 'storage' }],
  ] as const) {
    const messageId = newId();
    const headers = {
      'cloudEvents:id': messageId,
      'cloudEvents:type': userDeleted.type,
      'cloudEvents:subject': id,
      'cloudEvents:time': new Date().toISOString(),
      'cloudEvents:aggregateversion': 99,
      'errand-routing-key': userDeleted.type,
    };
    await send('task.events', { id }, { ...sender, messageId, headers });
    expect(await deadLetter(messageId)).toMatchObject({ code });
  }
  // of an account that is deleted, this would be refused
  expect(await fixture.labels.add({ name: 'still here' }, actor)).toMatchObject({ name: 'still here' });
});

it('takes no command from another account than the gateway’s, even with a proof that it has seen', async () => {
  const actor = await aRegistered(fixture);
  const command = {
    id: '1',
    pattern: 'label.add',
    input: { name: 'forged' },
    actor: testSigner.proofOf({ user_id: actor.user_id }),
    requestId: newId(),
    deadline: Date.now() + 60_000,
  };
  await send('task.commands', [command], { userId: 'storage' });
  // commands are taken in their order: by the time that this one is answered, the other has been looked at
  await fixture.labels.add({ name: 'genuine' }, actor);
  const { results } = await fixture.labels.list({}, actor);
  expect(results.map(({ name }) => name)).toEqual(['genuine']);
});
