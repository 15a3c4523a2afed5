import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
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

const ada = { user_id: randomUUID() };

const effects = async (text: string): Promise<number> => {
  const rows = await service.dataSource.query<unknown[]>('SELECT text FROM effect WHERE text = ?', [text]);
  return rows.length;
};
const waiting = async (): Promise<number> =>
  (await service.dataSource.query<unknown[]>('SELECT id FROM outbox')).length;
/** A command that was sent again waits for the lock of its first execution. */
async function expectOneToWait(): Promise<void> {
  const administrator = await createConnection(servers.database.url);
  const waiters = "SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
  const refreshed = 250; // the server looks again only when nobody has asked for 100 ms
  try {
    await eventually(
      async () => expect((await administrator.query<RowDataPacket[]>(waiters))[0]).toHaveLength(1),
      3500,
      refreshed,
    );
  } finally {
    await administrator.end();
  }
}

const gate = (text: string): (() => void) => {
  let open!: () => void;
  gates.set(text, new Promise((resolve) => (open = resolve)));
  return open;
};

describe('commands', () => {
  it('travel with the actor and come back with the answer', async () => {
    expect(await probe.echo({ text: 'hello' }, ada)).toEqual({ text: `${ada.user_id} said hello` });
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
    const late = { id: '1', pattern: 'probe.slow', input: { text: 'too late' }, deadline: Date.now() - 1 };
    channel.publish('errand.commands', 'probe', Buffer.from(JSON.stringify([late])));
    await probe.slow({ text: 'in time' });
    expect(seen.started).toEqual(['in time']);
    await raw.close();
  });

  it('go on when others send what is no command, more of it than is taken at a time', async () => {
    const raw = await connect(servers.broker.url);
    const channel = await raw.createConfirmChannel();
    for (const content of ['not JSON', '{}', '"text"', 'null', '[null]', '[7]', '[{}]']) {
      for (let count = 0; count < 60; count++) channel.publish('errand.commands', 'probe', Buffer.from(content));
    }
    await channel.waitForConfirms();
    expect(await probe.echo({ text: 'still here' }, ada)).toBeTruthy();
    await eventually(async () => expect((await channel.checkQueue('probe.commands')).messageCount).toBe(0));
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

describe('commands of one turn', () => {
  it('for one service share a message', async () => {
    const raw = await connect(servers.broker.url);
    const channel = await raw.createChannel();
    await channel.assertQueue('ghost.commands', { exclusive: true });
    await channel.bindQueue('ghost.commands', 'errand.commands', 'ghost');
    const ghost = client.of(ghostContract);
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
      probe.echo({ text: 'quick' }, ada),
      probe.refuse({ text: '' }),
      probe.crash({ text: '' }),
    ]);
    expect(echo).toMatchObject({ status: 'fulfilled', value: { text: `${ada.user_id} said quick` } });
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'probe.refused' } });
    expect(bug).toMatchObject({ status: 'rejected', reason: { name: 'RemoteBug' } });
    open();
    expect(await slow).toEqual({ text: 'neighbour' });
  });

  it('come back whole however long their answers are', async () => {
    const texts = [10, 10_000, 200_000, 20].map((length) => 'ä'.repeat(length));
    const answers = await Promise.all(texts.map((text) => probe.echo({ text }, ada)));
    expect(answers.map(({ text }) => text.length)).toEqual(texts.map((text) => text.length + 42));
  });
});

describe('commands under a request id', () => {
  const add = (text: string, requestId: string, actor = ada): Promise<{ text: string }> =>
    probe.add({ text }, actor, { requestId });

  it('are executed once, and answered as they were first', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    const first = await add(text, requestId);
    expect(await add(text, requestId)).toEqual(first);
    expect(await effects(text)).toBe(1);
  });

  it('are executed once however many come at the same time, on whichever replica', async () => {
    const replica = await startService(probeService, settings());
    const [requestId, text] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(text, requestId)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await effects(text)).toBe(1);
    await replica.stop();
  });

  it('are refused for another request, whatever the order of its fields', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    await add(text, requestId);
    await expect(add('another', requestId)).rejects.toMatchObject({ kind: 'invalid', code: 'request.id_reused' });
    const reordered = { more: [{ b: 1, a: 2 }], text: 'x' };
    await probe.add(reordered, ada, { requestId: `${requestId}-2` });
    const again = { text: 'x', more: [{ a: 2, b: 1 }] };
    await expect(probe.add(again, ada, { requestId: `${requestId}-2` })).resolves.toHaveProperty('text');
  });

  it('belong to their user: the same id of another is another request', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    const mine = await add(text, requestId);
    expect(await add(text, requestId, { user_id: randomUUID() })).not.toEqual(mine);
    expect(await effects(text)).toBe(2);
  });

  it('are executed once of somebody who is not signed in, who is known by what is asked for', async () => {
    const [requestId, text, other] = [randomUUID(), randomUUID(), randomUUID()];
    const first = await probe.join({ text }, { requestId });
    expect(await probe.join({ text }, { requestId })).toEqual(first);
    expect(await probe.join({ text: other }, { requestId })).not.toEqual(first);
    expect([await effects(text), await effects(other)]).toEqual([1, 1]);
  });

  it('that were refused leave nothing, and can be sent again', async () => {
    const requestId = randomUUID();
    const text = `refused ${requestId}`;
    await expect(add(text, requestId)).rejects.toMatchObject({ code: 'probe.refused' });
    await expect(add(text, requestId)).rejects.toMatchObject({ code: 'probe.refused' });
    expect(await effects(text)).toBe(0);
  });

  it('are sent a second time when the answer does not come, and executed once', async () => {
    const open = gate('answered late');
    const answer = probe.slowAdd({ text: 'answered late' }, ada, { timeout: 4000, requestId: randomUUID() });
    await eventually(() => expect(seen.started).toHaveLength(1));
    await expectOneToWait();
    open();
    expect(await answer).toHaveProperty('text');
    expect(await effects('answered late')).toBe(1);
  });

  it('keep their answer where only the request id opens it', async () => {
    const text = `secret ${randomUUID()}`;
    await add(text, randomUUID());
    const rows = await service.dataSource.query<{ answer: Buffer }[]>('SELECT answer FROM idempotency');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ answer }) => answer.includes(text))).toEqual([]);
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
    await expect(probe.echo({ text: 'x' }, ada)).rejects.toMatchObject({ code: 'probe.unavailable' });
    open();
    await recordEvent('while away');

    servers.broker = await again(dir).broker();
    await eventually(async () => expect(await probe.echo({ text: 'x' }, ada)).toBeTruthy(), 20_000);
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
