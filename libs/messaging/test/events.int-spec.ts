import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#contracts/contract.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import { again, removeServers, startServers } from '../../testing/stack.mjs';
import { Outbox } from '../outbox.js';
import { gate, ProbeFixture } from './probe-fixture.js';
import { announced, type probeContract, seen } from './probe.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-events-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let fixture: ProbeFixture;
let probe: Client<typeof probeContract>;

beforeAll(async () => {
  servers = await startServers(dir);
  fixture = await ProbeFixture.on({ ...servers, giveBack: () => removeServers(dir) });
  ({ probe } = fixture);
}, 120_000);
afterAll(() => fixture.stop(), 60_000);
beforeEach(() => fixture.forget());

const waiting = async (): Promise<number> =>
  (await fixture.service.dataSource.query<unknown[]>('SELECT id FROM outbox')).length;

describe('events', () => {
  it('reach their consumer with what they report', async () => {
    const { text: id } = await probe.announce({ text: 'once' });
    await eventually(() => expect(seen.events).toHaveLength(1));
    expect(seen.events[0]).toMatchObject({ subject: id, aggregateVersion: 1, data: { text: 'once' } });
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('are not published when their transaction rolls back', async () => {
    await expect(probe.announce({ text: 'roll back' })).rejects.toMatchObject({ code: 'probe.rolled_back' });
    await probe.announce({ text: 'after' });
    await eventually(async () => expect(await fixture.effects('after')).toBe(1));
    expect(await fixture.effects('roll back')).toBe(0);
  });

  it('have one effect when they are delivered twice', async () => {
    await publishRaw(['twice', 'twice', 'twice']);
    await eventually(async () => expect(await fixture.effects('twice')).toBe(1));
    await probe.announce({ text: 'marker' });
    await eventually(async () => expect(await fixture.effects('marker')).toBe(1));
    expect(await fixture.effects('twice')).toBe(1);
  });

  it('are tried again until they succeed, and leave nothing of a failed try', async () => {
    await probe.announce({ text: 'fails twice' });
    await eventually(() => expect(seen.events).toHaveLength(1));
    expect(await fixture.effects('fails twice')).toBe(1);
    expect(seen.failures).toBe(3);
  });

  it('that cannot be read go to the dead letters', async () => {
    const raw = await fixture.raw();
    const channel = await raw.createChannel();
    channel.publish('errand.events', 'probe.announced', Buffer.from('not JSON'), { headers: {} });
    await eventually(async () => {
      const letter = await channel.get('probe.events.dlq', { noAck: true });
      expect(letter && letter.content.toString()).toBe('not JSON');
    });
    await raw.close();
  });

  it('reach their consumer from two relays side by side, each once', async () => {
    const replica = await fixture.replica();
    const texts = Array.from({ length: 40 }, (_, index) => `side by side ${index}`);
    await Promise.all(texts.map((text) => probe.announce({ text })));
    await eventually(() => expect(seen.events).toHaveLength(texts.length));
    expect(new Set(seen.events.map(({ data }) => data.text)).size).toBe(texts.length);
    await replica.stop();
  });
});

describe('when the broker dies and comes back', () => {
  it('pending calls fail, later ones work, and events recorded meanwhile arrive', async () => {
    const open = gate('pending');
    const pending = probe.slow({ text: 'pending' }, { timeout: 60_000 });
    await eventually(() => expect(seen.started).toContain('pending'));
    await servers.broker.kill();
    await expect(pending).rejects.toMatchObject({ kind: 'unavailable', code: 'probe.unavailable' });
    await expect(probe.echo({ text: 'x' }, fixture.ada)).rejects.toMatchObject({ code: 'probe.unavailable' });
    open();
    await recordEvent('while away');

    servers.broker = await again(dir).broker();
    await eventually(async () => expect(await probe.echo({ text: 'x' }, fixture.ada)).toBeTruthy(), 20_000);
    await eventually(async () => expect(await fixture.effects('while away')).toBe(1), 20_000);
  }, 90_000);
});

/** As the outbox would, without the broker that a command would need. */
async function recordEvent(text: string): Promise<void> {
  await fixture.service.app
    .get(Transactions, { strict: false })
    .run((transaction) =>
      fixture.service.app
        .get(Outbox, { strict: false })
        .record(transaction, announced, { id: randomUUID(), version: 1 }, { text }),
    );
}

/** The same message, with the same id, as a broker that redelivers would bring it. */
async function publishRaw(texts: string[]): Promise<void> {
  const raw = await fixture.raw();
  const channel = await raw.createConfirmChannel();
  const id = randomUUID();
  for (const text of texts) {
    channel.publish('errand.events', 'probe.announced', Buffer.from(JSON.stringify({ text })), {
      messageId: id,
      headers: {
        'cloudEvents:id': id,
        'cloudEvents:subject': id,
        'cloudEvents:time': new Date().toISOString(),
        'cloudEvents:aggregateversion': 1,
      },
    });
  }
  await channel.waitForConfirms();
  await raw.close();
}
