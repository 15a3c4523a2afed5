import type { EntityManager, QueryRunner } from 'typeorm';
import { type Connection, send, separator } from './connection.js';

interface Statement {
  sql: string;
  values: unknown[];
}

const sessions = new WeakMap<EntityManager, Session>();

/** The session of a transaction; none outside of one. */
export function sessionOf(manager: EntityManager): Session | undefined {
  const session = sessions.get(manager);
  if (!session && manager.queryRunner) throw new Error('This is no transaction of Transactions.run');
  return session;
}

/**
 * A transaction's use of its connection. Statements whose results nobody waits for are sent along with the next one that
 * somebody does wait for, or with the commit: each time that is one journey to the database less.
 */
export class Session {
  private waiting: Statement[] = [];
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

  /** Runs a statement, and those that wait before it; resolves with its own result. */
  async run(sql: string, values: unknown[]): Promise<unknown> {
    this.admit(sql);
    this.waiting.push({ sql, values });
    return this.send();
  }

  /** Runs a statement before the next that is run. It fails with that one, or with the commit. */
  defer(sql: string, values: unknown[] = []): void {
    this.admit(sql);
    this.waiting.push({ sql, values });
  }

  /** Nothing was begun as long as nothing was sent. */
  async commit(): Promise<void> {
    this.open = false;
    if (!this.sent && !this.wrote) return;
    this.waiting.push({ sql: 'COMMIT', values: [] });
    await this.send();
  }

  async rollBack(): Promise<void> {
    this.open = false;
    if (!this.sent) return;
    this.waiting = [{ sql: 'ROLLBACK', values: [] }];
    await this.send();
  }

  /** Lets nothing in once the transaction is being ended: what came after its end would be a transaction of its own. */
  private admit(sql: string): void {
    if (!this.open) throw new Error('This transaction is over');
    this.wrote ||= !/^\s*(SELECT|WITH|SET|START)\b/i.test(sql);
  }

  private async send(): Promise<unknown> {
    const statements = this.waiting;
    this.waiting = [];
    this.sent = true;
    const sql = statements.map((each) => each.sql).join(separator);
    const values = statements.flatMap((each) => each.values);
    const result = await send(this.connection, sql, values);
    return statements.length === 1 ? result : (result as unknown[]).at(-1);
  }
}
