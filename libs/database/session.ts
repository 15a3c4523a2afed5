import type { EntityManager, QueryRunner } from 'typeorm';
import { type Connection, send, separator } from './connection.js';

interface Statement {
  sql: string;
  values: unknown[];
  /** Somebody waits for the result. */
  awaited?: { resolve: (result: unknown) => void; reject: (error: unknown) => void };
}

const sessions = new WeakMap<EntityManager, Session>();

/** The session of a transaction; none outside of one. */
export function sessionOf(manager: EntityManager): Session | undefined {
  const session = sessions.get(manager);
  if (!session && manager.queryRunner) throw new Error('This is no transaction of Transactions.run');
  return session;
}

/**
 * A transaction's use of its connection. Statements that are asked for in the same breath make one journey to the database, in
 * their order; those whose results nobody waits for go along with the next one, or with the commit.
 */
export class Session {
  private waiting: Statement[] = [];
  /** What waits is about to be sent. */
  private leaving = false;
  private sent = false;
  private open = true;
  /** Whether a statement was asked for that may change something. */
  wrote = false;

  constructor(
    manager: EntityManager,
    private readonly connection: Connection,
  ) {
    sessions.set(manager, this);
  }

  /** TypeORM's own statements go in between; `runner` is that of the transaction. */
  watch(runner: QueryRunner): void {
    const query = runner.query.bind(runner) as (...call: unknown[]) => Promise<unknown>;
    const watched = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      this.admit(sql);
      if (this.waiting.length > 0) await this.send();
      return query(sql, ...rest);
    };
    runner.query = watched as QueryRunner['query'];
    // it must not begin one of its own
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  }

  /** Runs a statement after those that wait before it; resolves with its own result. One that fails fails all of its journey. */
  run(sql: string, values: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.admit(sql);
      this.waiting.push({ sql, values, awaited: { resolve, reject } });
      if (this.leaving) return;
      this.leaving = true;
      process.nextTick(() => void this.send().catch(() => undefined));
    });
  }

  /** Runs a statement before the next that is run. It fails with that one, or with the commit. */
  defer(sql: string, values: unknown[] = []): void {
    this.admit(sql);
    this.waiting.push({ sql, values });
  }

  /** Nothing was begun as long as nothing was sent. */
  async commit(): Promise<void> {
    this.open = false;
    if (!this.sent && !this.wrote && !this.leaving) return;
    this.waiting.push({ sql: 'COMMIT', values: [] });
    await this.send();
  }

  async rollBack(): Promise<void> {
    this.open = false;
    for (const { awaited } of this.waiting) awaited?.reject(over());
    this.waiting = this.sent ? [{ sql: 'ROLLBACK', values: [] }] : [];
    await this.send();
  }

  /** Lets nothing in once the transaction is being ended: what came after its end would be a transaction of its own. */
  private admit(sql: string): void {
    if (!this.open) throw over();
    this.wrote ||= !/^\s*(SELECT|WITH|SET|START)\b/i.test(sql);
  }

  /** Sends all that waits; rejects, as each of them does, when one fails. */
  private async send(): Promise<void> {
    const statements = this.waiting;
    this.waiting = [];
    this.leaving = false;
    if (statements.length === 0) return;
    this.sent = true;
    const sql = statements.map((each) => each.sql).join(separator);
    const values = statements.flatMap((each) => each.values);
    try {
      const result = await send(this.connection, sql, values);
      const results = statements.length === 1 ? [result] : (result as unknown[]);
      statements.forEach(({ awaited }, index) => awaited?.resolve(results[index]));
    } catch (error) {
      for (const { awaited } of statements) awaited?.reject(error);
      throw error;
    }
  }
}

const over = (): Error => new Error('This transaction is over');
