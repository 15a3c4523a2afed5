import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#contracts/contract.js';
import { RemoteBug } from '#contracts/failure.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { again, removeServers, startServers } from '../../testing/stack.mjs';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { Outbox } from '../outbox.js';
import { announced, gates, ghostContract, probeContract, probeService, seen } from './probe.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-messaging-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let service: RunningService;
let connection: BrokerConnection;
let client: CommandClient;
let probe: Client<typeof probeContract>;

const settings = (): Record<string, string> => ({
  PROBE_DATABASE_URL: servers.env.TASK_DATABASE_URL,
  PROBE_BROKER_URL: servers.broker.url,
  LOG_LEVEL: 'fatal',
});

beforeAll(async () => {
  servers = await startServers(dir);
  service = await startService(probeService, settings());
  await service.dataSource.query('CREATE TABLE effect (text VARCHAR(100))');
  connection = new BrokerConnection(servers.broker.url, 'test');
  client = new CommandClient(connection, 2000);
  probe = client.of(probeContract);
  await eventually(() => expect(connection.ready).toBe(true));
}, 60_000);

afterAll(async () => {
  await connection.onApplicationShutdown();
  await service.stop();
  await removeServers(dir);
}, 60_000);

beforeEach(() => {
  seen.started = [];
  seen.events = [];
  gates.clear();
});

const effects = async (text: string): Promise<number> => {
  const rows = await service.dataSource.query<unknown[]>('SELECT text FROM effect WHERE text = ?', [text]);
  return rows.length;
};
const waiting = async (): Promise<number> =>
  (await service.dataSource.query<unknown[]>('SELECT id FROM outbox')).length;
const gate = (text: string): (() => void) => {
  let open!: () => void;
  gates.set(text, new Promise((resolve) => (open = resolve)));
  return open;
};

describe('commands', () => {
  it('travel with the actor and come back with the answer', async () => {
    expect(await probe.echo({ text: 'hello' }, { user_id: 'ada' })).toEqual({ text: 'ada said hello' });
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
    const ghost = client.of(ghostContract);
    await expect(ghost.ask({ text: '' })).rejects.toMatchObject({ kind: 'unavailable', code: 'ghost.unavailable' });
  });

  it('fail when their deadline passes, and are forgotten', async () => {
    const open = gate('late');
    await expect(probe.slow({ text: 'late' }, { timeout: 200 })).rejects.toMatchObject({ code: 'probe.unavailable' });
    expect(client.inFlight).toBe(0);
    open();
  });

  it('wait no longer than the request that they belong to', async () => {
    const open = gate('short');
    const trace = { ...traceFrom(undefined), deadline: Date.now() + 200 };
    const started = Date.now();
    await expect(inTrace(trace, () => probe.slow({ text: 'short' }))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(Date.now() - started).toBeLessThan(1500);
    open();
  });

  it('are not started when they arrive past their deadline', async () => {
    const raw = await connect(servers.broker.url);
    const channel = await raw.createChannel();
    const late = { pattern: 'probe.slow', input: { text: 'too late' }, deadline: Date.now() - 1, traceparent: '' };
    channel.publish('errand.commands', 'probe', Buffer.from(JSON.stringify(late)));
    channel.publish('errand.commands', 'probe', Buffer.from('not JSON'));
    await probe.slow({ text: 'in time' });
    expect(seen.started).toEqual(['in time']);
    await raw.close();
  });

  it('that work when the process is told to stop are finished and answered', async () => {
    const open = gate('drained');
    const answer = probe.slow({ text: 'drained' });
    await eventually(() => expect(seen.started).toContain('drained'));
    const stopped = service.stop();
    open();
    expect(await answer).toEqual({ text: 'drained' });
    await stopped;
    service = await startService(probeService, settings());
  });
});

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
    await eventually(async () => expect(await effects('after')).toBe(1));
    expect(await effects('roll back')).toBe(0);
  });

  it('have one effect when they are delivered twice', async () => {
    await publishRaw(['twice', 'twice', 'twice']);
    await eventually(async () => expect(await effects('twice')).toBe(1));
    await probe.announce({ text: 'marker' });
    await eventually(async () => expect(await effects('marker')).toBe(1));
    expect(await effects('twice')).toBe(1);
  });

  it('are tried again until they succeed, and leave nothing of a failed try', async () => {
    await probe.announce({ text: 'fails twice' });
    await eventually(() => expect(seen.events).toHaveLength(1));
    expect(await effects('fails twice')).toBe(1);
    expect(seen.failures).toBe(3);
  });

  it('that cannot be read go to the dead letters', async () => {
    const raw = await connect(servers.broker.url);
    const channel = await raw.createChannel();
    channel.publish('errand.events', 'probe.announced', Buffer.from('not JSON'), { headers: {} });
    await eventually(async () => {
      const letter = await channel.get('probe.events.dlq', { noAck: true });
      expect(letter && letter.content.toString()).toBe('not JSON');
    });
    await raw.close();
  });

  it('reach their consumer from two relays side by side, each once', async () => {
    const replica = await startService(probeService, settings());
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
    await expect(probe.echo({ text: 'x' }, { user_id: 'y' })).rejects.toMatchObject({ code: 'probe.unavailable' });
    open();
    await recordEvent('while away');

    servers.broker = await again(dir).broker();
    await eventually(async () => expect(await probe.echo({ text: 'x' }, { user_id: 'y' })).toBeTruthy(), 20_000);
    await eventually(async () => expect(await effects('while away')).toBe(1), 20_000);
  }, 90_000);
});

/** As the outbox would, without the broker that a command would need. */
async function recordEvent(text: string): Promise<void> {
  await service.app
    .get(Transactions, { strict: false })
    .run((transaction) =>
      service.app
        .get(Outbox, { strict: false })
        .record(transaction, announced, { id: randomUUID(), version: 1 }, { text }),
    );
}

/** The same message, with the same id, as a broker that redelivers would bring it. */
async function publishRaw(texts: string[]): Promise<void> {
  const raw = await connect(servers.broker.url);
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
