import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import type { Client } from '#contracts/contract.js';
import { eventually } from '#testing/eventually.js';
import { gate, ProbeFixture } from './probe-fixture.js';
import { type probeContract, seen } from './probe.js';

let fixture: ProbeFixture;
let probe: Client<typeof probeContract>;

beforeAll(async () => {
  fixture = await ProbeFixture.start();
  ({ probe } = fixture);
}, 120_000);
afterAll(() => fixture.stop(), 60_000);
beforeEach(() => fixture.forget());

/** A command that was sent again waits for the lock of its first execution. */
async function expectOneToWait(): Promise<void> {
  const administrator = await createConnection(fixture.servers.database.url);
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

describe('commands under a request id', () => {
  const add = (text: string, requestId: string, actor = fixture.ada): Promise<{ text: string }> =>
    probe.add({ text }, actor, { requestId });

  it('are executed once, and answered as they were first', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    const first = await add(text, requestId);
    expect(await add(text, requestId)).toEqual(first);
    expect(await fixture.effects(text)).toBe(1);
  });

  it('are executed once however many come at the same time, on whichever replica', async () => {
    const replica = await fixture.replica();
    const [requestId, text] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(text, requestId)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await fixture.effects(text)).toBe(1);
    await replica.stop();
  });

  it('are refused for another request, whatever the order of its fields', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    await add(text, requestId);
    await expect(add('another', requestId)).rejects.toMatchObject({ kind: 'invalid', code: 'request.id_reused' });
    const reordered = { more: [{ b: 1, a: 2 }], text: 'x' };
    await probe.add(reordered, fixture.ada, { requestId: `${requestId}-2` });
    const again = { text: 'x', more: [{ a: 2, b: 1 }] };
    await expect(probe.add(again, fixture.ada, { requestId: `${requestId}-2` })).resolves.toHaveProperty('text');
  });

  it('belong to their user: the same id of another is another request', async () => {
    const [requestId, text] = [randomUUID(), randomUUID()];
    const mine = await add(text, requestId);
    expect(await add(text, requestId, { user_id: randomUUID() })).not.toEqual(mine);
    expect(await fixture.effects(text)).toBe(2);
  });

  it('are executed once of somebody who is not signed in, who is known by what is asked for', async () => {
    const [requestId, text, other] = [randomUUID(), randomUUID(), randomUUID()];
    const first = await probe.join({ text }, { requestId });
    expect(await probe.join({ text }, { requestId })).toEqual(first);
    expect(await probe.join({ text: other }, { requestId })).not.toEqual(first);
    expect([await fixture.effects(text), await fixture.effects(other)]).toEqual([1, 1]);
  });

  it('that were refused leave nothing, and can be sent again', async () => {
    const requestId = randomUUID();
    const text = `refused ${requestId}`;
    await expect(add(text, requestId)).rejects.toMatchObject({ code: 'probe.refused' });
    await expect(add(text, requestId)).rejects.toMatchObject({ code: 'probe.refused' });
    expect(await fixture.effects(text)).toBe(0);
  });

  it('are sent a second time when the answer does not come, and executed once', async () => {
    const open = gate('answered late');
    const answer = probe.slowAdd({ text: 'answered late' }, fixture.ada, { timeout: 4000, requestId: randomUUID() });
    await eventually(() => expect(seen.started).toHaveLength(1));
    await expectOneToWait();
    open();
    expect(await answer).toHaveProperty('text');
    expect(await fixture.effects('answered late')).toBe(1);
  });

  it('keep their answer where only the request id opens it', async () => {
    const text = `secret ${randomUUID()}`;
    await add(text, randomUUID());
    const rows = await fixture.service.dataSource.query<{ answer: Buffer }[]>('SELECT answer FROM idempotency');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ answer }) => answer.includes(text))).toEqual([]);
  });
});
