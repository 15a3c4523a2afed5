import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { type Gate, openStatements, statement } from './statement.js';

/** A transaction that was begun, on a connection of its own until it ends. */
export interface Begun {
  manager: EntityManager;
  /** Whether a statement was run in it that may have changed something. */
  readonly wrote: boolean;
  /** Commits, and runs what waits for that (`afterCommit`). */
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

const callbacks = new WeakMap<EntityManager, (() => void)[]>();
/** Connections whose transactions are READ COMMITTED already. */
const prepared = new WeakSet<object>();

/** Runs something once the transaction has committed, and never when it rolls back. */
export function afterCommit(transaction: EntityManager, callback: () => void): void {
  const list = callbacks.get(transaction);
  if (!list) throw new Error('This is no transaction of Transactions.run');
  list.push(callback);
}

/** Begins a transaction: READ COMMITTED, which is said once to each connection and not to each transaction. */
export async function begin(dataSource: DataSource): Promise<Begun> {
  const runner = dataSource.createQueryRunner();
  const { manager } = runner;
  const committed: (() => void)[] = [];
  callbacks.set(manager, committed);
  const watched = watch(runner);
  try {
    const connection = (await runner.connect()) as object;
    openStatements(manager, connection, watched.gate);
    if (!prepared.has(connection)) {
      await statement(manager, 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
      prepared.add(connection);
    }
    await runner.startTransaction();
    watched.wrote = false;
  } catch (error) {
    await runner.release();
    throw error;
  }
  return {
    manager,
    get wrote() {
      return watched.wrote;
    },
    async commit() {
      watched.open = false;
      await runner.commitTransaction();
      await runner.release();
      for (const callback of committed) callback();
    },
    async rollBack() {
      watched.open = false;
      if (runner.isReleased) return;
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    },
  };
}

interface Watched {
  wrote: boolean;
  open: boolean;
  gate: Gate;
}

/**
 * Notes whether anything was written, and lets nothing in once the transaction is being ended: a statement that came after
 * its end would be a transaction of its own.
 */
function watch(runner: QueryRunner): Watched {
  const watched: Watched = {
    wrote: false,
    open: true,
    gate(sql) {
      if (!watched.open && sql !== 'COMMIT' && sql !== 'ROLLBACK') throw new Error('This transaction is over');
      watched.wrote ||= !/^\s*(SELECT|WITH)\b/i.test(sql);
    },
  };
  const query = runner.query.bind(runner) as QueryRunner['query'];
  runner.query = (async (sql: string, ...rest: []) => {
    watched.gate(sql);
    return query(sql, ...rest);
  }) as QueryRunner['query'];
  return watched;
}
