import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { batched } from '../batched.js';
import { afterCommit } from '../begin.js';
import { claim, isShared } from '../company.js';
import { statement } from '../statement.js';
import { type ProbeTable, probeTable } from './probe-table.js';

const table = 'together_probe';
let probe: ProbeTable;

beforeAll(async () => {
  probe = await probeTable(table, 'name VARCHAR(50) NOT NULL PRIMARY KEY, tally INT NOT NULL');
});

afterAll(() => probe.remove());

beforeEach(() => probe.dataSource.query(`DELETE FROM ${table}`));

const insert = async (name: string, transaction: EntityManager): Promise<void> => {
  await statement(transaction, `INSERT INTO ${table} (name, tally) VALUES (?, 1)`, [name]);
};

const connectionOf = async (transaction: EntityManager): Promise<string> => {
  const [row] = await statement<{ id: unknown }[]>(transaction, 'SELECT CONNECTION_ID() AS id');
  return String(row.id);
};

const names = async (): Promise<string[]> => {
  const rows = await probe.dataSource.query<{ name: string }[]>(`SELECT name FROM ${table} ORDER BY name`);
  return rows.map(({ name }) => name);
};

/** A row's name, locked; in company only if nobody has to be waited for. */
async function lock(name: string, transaction: EntityManager): Promise<void> {
  claim(transaction, name);
  const skip = isShared(transaction) ? 'SKIP LOCKED' : '';
  const rows = await statement<unknown[]>(transaction, `SELECT name FROM ${table} WHERE name = ? FOR UPDATE ${skip}`, [
    name,
  ]);
  if (rows.length === 0) throw new Error('There is no such row to be had');
}

describe('work that comes at the same time', () => {
  it('shares one transaction, and each gets its own result', async () => {
    const results = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        probe.transactions.together(async (transaction) => {
          await insert(name, transaction);
          return { name, connection: await connectionOf(transaction) };
        }),
      ),
    );
    expect(results.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(new Set(results.map(({ connection }) => connection)).size).toBe(1);
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  it('is not visible to others before all of it is committed', async () => {
    let seen: string[] | undefined;
    await Promise.all(
      ['a', 'b'].map((name) =>
        probe.transactions.together(async (transaction) => {
          await insert(name, transaction);
          if (name === 'b') seen = await names();
        }),
      ),
    );
    expect(seen).toEqual([]);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('is done alone when it comes alone', async () => {
    await probe.transactions.together((transaction) => {
      expect(isShared(transaction)).toBe(false);
      return insert('alone', transaction);
    });
    expect(await names()).toEqual(['alone']);
  });

  it('joins a transaction that is open already', async () => {
    const failing = probe.transactions.run(async () => {
      await probe.transactions.together((transaction) => insert('inner', transaction));
      throw new Error('the outer one fails');
    });
    await expect(failing).rejects.toThrow('the outer one fails');
    expect(await names()).toEqual([]);
  });
});

describe('work that fails in company', () => {
  const together = (
    name: string,
    fail: (transaction: EntityManager) => Promise<void>,
  ): Promise<PromiseSettledResult<void>[]> =>
    Promise.allSettled([
      ...['a', 'b'].map((each) => probe.transactions.together((transaction) => insert(each, transaction))),
      probe.transactions.together((transaction) => fail(transaction).then(() => insert(name, transaction))),
    ]);

  it('fails by itself when it had not written', async () => {
    const results = await together('c', () => Promise.reject(new Error('refused')));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { message: 'refused' } });
    expect(await names()).toEqual(['a', 'b']);
  });

  it('leaves nothing of what it had written, and all of the others', async () => {
    const results = await together('c', async (transaction) => {
      await insert('half', transaction);
      throw new Error('too late');
    });
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('does not make the others wait for what it waits for', async () => {
    await probe.dataSource.query(`INSERT INTO ${table} VALUES ('held', 1)`);
    let release!: () => void;
    let held!: () => void;
    const isHeld = new Promise<void>((resolve) => (held = resolve));
    const holder = probe.transactions.run(async (transaction) => {
      await lock('held', transaction);
      held();
      await new Promise<void>((resolve) => (release = resolve));
    });
    await isHeld;
    const waiting = probe.transactions.together(async (transaction) => {
      await lock('held', transaction);
      await insert('waited', transaction);
    });
    await Promise.all(
      ['a', 'b'].map((name) => probe.transactions.together((transaction) => insert(name, transaction))),
    );
    expect(await names()).toEqual(['a', 'b', 'held']);
    release();
    await Promise.all([holder, waiting]);
    expect(await names()).toEqual(['a', 'b', 'held', 'waited']);
  });

  it('does not hold the others for ever when it never ends', async () => {
    const never = probe.transactions.together(() => new Promise<void>(() => undefined));
    void never;
    await Promise.all(
      ['a', 'b'].map((name) => probe.transactions.together((transaction) => insert(name, transaction))),
    );
    expect(await names()).toEqual(['a', 'b']);
  });

  it('writes nothing after its transaction has ended', async () => {
    let begun!: (transaction: EntityManager) => void;
    const late = new Promise<EntityManager>((resolve) => (begun = resolve));
    void probe.transactions.together((transaction) => {
      if (isShared(transaction)) begun(transaction);
      return new Promise<void>(() => undefined);
    });
    await probe.transactions.together((transaction) => insert('a', transaction));
    await expect(insert('late', await late)).rejects.toThrow('over');
    expect(await names()).toEqual(['a']);
  });
});

describe('rows that several want for themselves', () => {
  it('are had by one after the other, so that no change is lost', async () => {
    await probe.dataSource.query(`INSERT INTO ${table} VALUES ('shared', 0)`);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        probe.transactions.together(async (transaction) => {
          await lock('shared', transaction);
          const [{ tally }] = await transaction.query<{ tally: number }[]>(`SELECT tally FROM ${table}`);
          await transaction.query(`UPDATE ${table} SET tally = ?`, [tally + 1]);
        }),
      ),
    );
    const [{ tally }] = await probe.dataSource.query<{ tally: number }[]>(`SELECT tally FROM ${table}`);
    expect(tally).toBe(20);
  });
});

describe('what waits for the commit', () => {
  it('is done once for each, however often the work was run', async () => {
    const done: string[] = [];
    await Promise.allSettled(
      ['a', 'b', 'bad'].map((name) =>
        probe.transactions.together(async (transaction) => {
          await insert(name, transaction);
          afterCommit(transaction, () => done.push(name));
          if (name === 'bad') throw new Error('after it had written');
        }),
      ),
    );
    expect(done.sort()).toEqual(['a', 'b']);
  });
});

describe('a batched statement', () => {
  it('is run once for all who ask in the same transaction, and answers each its own', async () => {
    const runs: string[][] = [];
    const shout = batched((words: string[]) => {
      runs.push(words);
      return Promise.resolve(words.map((word) => word.toUpperCase()));
    });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((word) => probe.transactions.together((transaction) => shout(word, transaction))),
    );
    expect(answers).toEqual(['A', 'B', 'C']);
    expect(runs).toEqual([['a', 'b', 'c']]);
  });

  it('fails for all who asked, and is asked again by each alone', async () => {
    const runs: string[][] = [];
    const picky = batched((words: string[]) => {
      runs.push(words);
      return words.includes('bad') ? Promise.reject(new Error('bad')) : Promise.resolve(words);
    });
    const results = await Promise.allSettled(
      ['a', 'bad'].map((word) => probe.transactions.together((transaction) => picky(word, transaction))),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(runs).toEqual([['a', 'bad'], ['a'], ['bad']]);
  });
});
