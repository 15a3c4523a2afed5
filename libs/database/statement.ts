import type { EntityManager } from 'typeorm';
import { spanRecorder } from '#service/span.js';
import { currentTrace, type Trace } from '#service/trace.js';
import { type Connection, sessionOf } from './session.js';

/**
 * Runs one statement as `EntityManager.query` does, at half of its cost: what is hot is run with it. Rejects with the
 * driver's error.
 */
export async function statement<T>(manager: EntityManager, sql: string, values: unknown[] = []): Promise<T> {
  const startedAt = Date.now();
  const trace = currentTrace();
  try {
    const session = sessionOf(manager);
    const result = await (session ? session.run(sql, values) : runInPool(manager, sql, values));
    recordStatement(sql, startedAt, trace);
    return result as T;
  } catch (error) {
    recordStatement(sql, startedAt, trace, error);
    throw error;
  }
}

/**
 * Runs a statement of a transaction along with the next one, or with the commit: for changes that nobody waits for. What is
 * wrong with it shows there.
 */
export function deferredStatement(transaction: EntityManager, sql: string, values: unknown[]): void {
  const session = sessionOf(transaction);
  if (!session) throw new Error('Only a transaction can wait with a statement');
  session.defer(sql, values);
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

/** On whichever of the pool's connections is free. */
function runInPool(manager: EntityManager, sql: string, values: unknown[]): Promise<unknown> {
  const { pool } = manager.connection.driver as unknown as { pool: Connection };
  return new Promise((resolve, reject) => {
    pool.query(sql, values, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
