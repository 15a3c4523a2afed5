import type { EntityManager } from 'typeorm';
import { spanRecorder } from '#service/span.js';
import { currentTrace, type Trace } from '#service/trace.js';

/** What is used of a connection of mysql2, or of its pool. */
interface Connection {
  query(sql: string, values: unknown[], done: (error: Error | null, result: unknown) => void): void;
}

/** Decides whether a statement may still be run, before it is. */
export type Gate = (sql: string) => void;

const gates = new WeakMap<EntityManager, Gate>();
const connections = new WeakMap<EntityManager, Connection>();

/** Statements of a transaction go over its connection from now on, and past its gate. */
export function openStatements(manager: EntityManager, connection: unknown, gate: Gate): void {
  connections.set(manager, connection as Connection);
  gates.set(manager, gate);
}

/**
 * Runs one statement as `EntityManager.query` does, at half of its cost: what is hot is run with it. Rejects with the
 * driver's error.
 */
export function statement<T>(manager: EntityManager, sql: string, values: unknown[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    gates.get(manager)?.(sql);
    const startedAt = Date.now();
    const trace = currentTrace();
    connectionOf(manager).query(sql, values, (error, result) => {
      recordStatement(sql, startedAt, trace, error ?? undefined);
      if (error) reject(error);
      else resolve(result as T);
    });
  });
}

/** Makes a statement a span of the request that it was run for, without the values that it was run with. */
export function recordStatement(sql: string, startedAt: number, trace?: Trace, error?: unknown): void {
  const recorder = spanRecorder();
  if (!recorder || !trace) return;
  const text = sql.replace(/\s+/g, ' ').trim();
  const operation = text.split(' ', 1)[0].toUpperCase();
  const attributes = { 'db.system.name': 'mysql', 'db.operation.name': operation, 'db.query.text': text };
  recorder.start(operation, 'client', attributes, trace, startedAt).end(error);
}

/** That of the transaction; outside of one, whichever of the pool's is free. */
function connectionOf(manager: EntityManager): Connection {
  const connection = connections.get(manager);
  if (connection) return connection;
  if (manager.queryRunner) throw new Error('This is no transaction of Transactions.run');
  return (manager.connection.driver as unknown as { pool: Connection }).pool;
}
