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

/** READ COMMITTED, which is said once to each connection and not to each transaction. */
function startWriting(session: Session, connection: Connection): void {
  if (!prepared.has(connection)) session.defer('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  session.defer('START TRANSACTION');
}

/** One view of everything, as it was at the first statement, for reading, and for keeping what was read. */
function startReading(session: Session, keeps: boolean): void {
  session.defer('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  session.defer(`START TRANSACTION WITH CONSISTENT SNAPSHOT${keeps ? '' : ', READ ONLY'}`);
}

/** Begins a transaction, to change something or, as a `snapshot`, only to read, unless it `keeps` what it reads. */
export async function begin(dataSource: DataSource, { snapshot = false, keeps = false } = {}): Promise<Begun> {
  const runner = dataSource.createQueryRunner();
  const { manager } = runner;
  const committed: (() => void)[] = [];
  callbacks.set(manager, committed);
  const connection = (await runner.connect()) as Connection;
  const session = new Session(manager, connection);
  if (snapshot) startReading(session, keeps);
  else startWriting(session, connection);
  session.watch(runner);
  return {
    manager,
    get wrote() {
      return session.wrote;
    },
    async commit() {
      await session.commit();
      if (!snapshot) prepared.add(connection);
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
