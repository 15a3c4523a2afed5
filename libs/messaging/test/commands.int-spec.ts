import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '#contracts/contract.js';
import { RemoteBug } from '#contracts/failure.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { eventually } from '#testing/eventually.js';
import { gate, ProbeFixture } from './probe-fixture.js';
import { ghostContract, type probeContract, seen } from './probe.js';

let fixture: ProbeFixture;
let probe: Client<typeof probeContract>;

beforeAll(async () => {
  fixture = await ProbeFixture.start();
  ({ probe } = fixture);
}, 120_000);
afterAll(() => fixture.stop(), 60_000);
beforeEach(() => fixture.forget());

describe('commands', () => {
  it('travel with the actor and come back with the answer', async () => {
    expect(await probe.echo({ text: 'hello' }, fixture.ada)).toEqual({ text: `${fixture.ada.user_id} said hello` });
  });

  it('bring a refusal back with its kind, code and details', async () => {
    await expect(probe.refuse({ text: '' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'probe.refused',
      details: { field: 'text', expected: 'another text' },
    });
  });

  it('tell nothing about a bug but that there is one', async () => {
    const error: unknown = await probe.crash({ text: '' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RemoteBug);
    expect(String(error)).not.toContain('secret');
  });

  it('fail at once when no queue takes them', async () => {
    const ghost = fixture.client.of(ghostContract);
    await expect(ghost.ask({ text: '' })).rejects.toMatchObject({ kind: 'unavailable', code: 'ghost.unavailable' });
  });

  it('fail when their deadline passes, and are forgotten', async () => {
    const open = gate('late');
    await expect(probe.slow({ text: 'late' }, { timeout: 200 })).rejects.toMatchObject({ code: 'probe.unavailable' });
    expect(fixture.client.inFlight).toBe(0);
    open();
  });

  it('wait no longer than the request that they belong to', async () => {
    const open = gate('short');
    const trace = { ...traceFrom(undefined), deadline: Date.now() + 200 };
    const patient = { timeout: 60_000 };
    const asked = inTrace(trace, () => probe.slow({ text: 'short' }, patient));
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
    open();
  });

  it('are not started when they arrive past their deadline', async () => {
    const raw = await fixture.raw();
    const channel = await raw.createChannel();
    const late = { id: '1', pattern: 'probe.slow', input: { text: 'too late' }, deadline: Date.now() - 1 };
    channel.publish('errand.commands', 'probe', Buffer.from(JSON.stringify([late])));
    await probe.slow({ text: 'in time' });
    expect(seen.started).toEqual(['in time']);
    await raw.close();
  });

  it('go on when others send what is no command, more of it than is taken at a time', async () => {
    const raw = await fixture.raw();
    const channel = await raw.createConfirmChannel();
    for (const content of ['not JSON', '{}', '"text"', 'null', '[null]', '[7]', '[{}]']) {
      for (let count = 0; count < 60; count++) channel.publish('errand.commands', 'probe', Buffer.from(content));
    }
    await channel.waitForConfirms();
    expect(await probe.echo({ text: 'still here' }, fixture.ada)).toBeTruthy();
    await eventually(async () => expect((await channel.checkQueue('probe.commands')).messageCount).toBe(0));
    await raw.close();
  });

  it('that work when the process is told to stop are finished and answered', async () => {
    const open = gate('drained');
    const answer = probe.slow({ text: 'drained' });
    await eventually(() => expect(seen.started).toContain('drained'));
    const stopped = fixture.service.stop();
    open();
    expect(await answer).toEqual({ text: 'drained' });
    await stopped;
    fixture.service = await fixture.replica();
  });
});

describe('commands of one turn', () => {
  it('for one service share a message', async () => {
    const raw = await fixture.raw();
    const channel = await raw.createChannel();
    await channel.assertQueue('ghost.commands', { exclusive: true });
    await channel.bindQueue('ghost.commands', 'errand.commands', 'ghost');
    const ghost = fixture.client.of(ghostContract);
    const calls = Array.from({ length: 10 }, (_, index) => ghost.ask({ text: String(index) }, { timeout: 300 }));
    void Promise.allSettled(calls);
    const message = await eventually(async () => {
      const got = await channel.get('ghost.commands', { noAck: true });
      if (!got) throw new Error('nothing yet');
      return got;
    });
    expect(JSON.parse(message.content.toString())).toHaveLength(10);
    expect(await channel.get('ghost.commands')).toBe(false);
    await Promise.allSettled(calls);
    await raw.close();
  });

  it('neither wait for a slow neighbour nor fail with a bad one', async () => {
    const open = gate('neighbour');
    const slow = probe.slow({ text: 'neighbour' });
    const [echo, refused, bug] = await Promise.allSettled([
      probe.echo({ text: 'quick' }, fixture.ada),
      probe.refuse({ text: '' }),
      probe.crash({ text: '' }),
    ]);
    expect(echo).toMatchObject({ status: 'fulfilled', value: { text: `${fixture.ada.user_id} said quick` } });
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'probe.refused' } });
    expect(bug).toMatchObject({ status: 'rejected', reason: { name: 'RemoteBug' } });
    open();
    expect(await slow).toEqual({ text: 'neighbour' });
  });

  it('come back whole however long their answers are', async () => {
    const texts = [10, 10_000, 200_000, 20].map((length) => 'ä'.repeat(length));
    const answers = await Promise.all(texts.map((text) => probe.echo({ text }, fixture.ada)));
    expect(answers.map(({ text }) => text.length)).toEqual(texts.map((text) => text.length + 42));
  });
});
