import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { type Attributes, recordSpans } from '#service/span.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { deferredStatement, statement } from '../statement.js';
import { type ProbeTable, probeTable } from './probe-table.js';

const table = 'session_probe';
let probe: ProbeTable;

beforeAll(async () => {
  probe = await probeTable(table, 'n INT NOT NULL PRIMARY KEY');
});

afterAll(() => probe.remove());

afterEach(async () => {
  recordSpans(undefined);
  await probe.dataSource.query(`DELETE FROM ${table}`);
});

/** What is sent to the database at a time. */
async function journeysOf(work: (transaction: EntityManager) => Promise<unknown>): Promise<unknown[]> {
  const journeys: unknown[] = [];
  recordSpans({
    start(_name: string, _kind: string, attributes: Attributes) {
      journeys.push(attributes['db.query.text']);
      return { traceId: '', spanId: '', sampled: true, end: () => undefined };
    },
  });
  await inTrace(traceFrom(undefined), () => probe.transactions.run(work));
  return journeys;
}

const insert = (n: number, transaction: EntityManager): Promise<unknown> =>
  statement(transaction, `INSERT INTO ${table} VALUES (?)`, [n]);

const count = async (transaction: EntityManager = probe.dataSource.manager): Promise<number> => {
  const [row] = await statement<{ count: unknown }[]>(transaction, `SELECT COUNT(*) AS count FROM ${table}`);
  return Number(row.count);
};

describe('statements of a transaction', () => {
  it('make one journey when they are asked for in one breath, in their order and each with its own result', async () => {
    let counts: unknown[] = [];
    const journeys = await journeysOf(async (transaction) => {
      await count(transaction);
      await deferredStatement(transaction, `INSERT INTO ${table} VALUES (?)`, [1]);
      counts = await Promise.all([count(transaction), insert(2, transaction), count(transaction)]);
      counts.push(await count(transaction));
    });
    expect(counts).toEqual([1, expect.objectContaining({ affectedRows: 1 }), 2, 2]);
    expect(journeys).toEqual([
      expect.stringMatching(/START TRANSACTION; SELECT COUNT\(\*\) AS count FROM session_probe$/),
      expect.stringMatching(/^INSERT .*; SELECT .*; INSERT .*; SELECT [^;]*$/),
      expect.stringMatching(/^SELECT [^;]*$/),
      'COMMIT',
    ]);
  });

  it('fail together when one of a journey does', async () => {
    const outcomes = probe.transactions.run((transaction) =>
      Promise.allSettled([insert(1, transaction), insert(1, transaction), count(transaction)]),
    );
    const duplicate: unknown = expect.objectContaining({ reason: expect.objectContaining({ code: 'ER_DUP_ENTRY' }) });
    expect(await outcomes).toEqual([duplicate, duplicate, duplicate]);
  });

  it('are committed with the work even where it does not wait for them', async () => {
    let asked: Promise<unknown> | undefined;
    await probe.transactions.run((transaction) => Promise.resolve(void (asked = insert(1, transaction))));
    await expect(asked).resolves.toMatchObject({ affectedRows: 1 });
    expect(await count()).toBe(1);
  });

  it('are not sent any more once the work has failed', async () => {
    let asked: Promise<unknown> | undefined;
    const work = probe.transactions.run((transaction) => {
      asked = insert(1, transaction);
      return Promise.reject(new Error('failed'));
    });
    await expect(work).rejects.toThrow('failed');
    await expect(asked).rejects.toThrow('This transaction is over');
    expect(await count()).toBe(0);
  });
});
