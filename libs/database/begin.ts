import type { DataSource, EntityManager } from 'typeorm';
import type { Connection } from './connection.js';
import { Session } from './session.js';

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
const prepared = new WeakSet<Connection>();

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
  const connection = (await runner.connect()) as Connection;
  const session = new Session(manager, connection);
  if (!prepared.has(connection)) session.defer('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  session.defer('START TRANSACTION');
  session.watch(runner);
  return {
    manager,
    get wrote() {
      return session.wrote;
    },
    async commit() {
      await session.commit();
      prepared.add(connection);
      await runner.release();
      for (const callback of committed) callback();
    },
    async rollBack() {
      if (runner.isReleased) return;
      await session.rollBack().catch(() => undefined);
      await runner.release();
    },
  };
}
