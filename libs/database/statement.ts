import type { EntityManager } from 'typeorm';
import { type Connection, send } from './connection.js';
import { sessionOf } from './session.js';

/**
 * Runs one statement as `EntityManager.query` does, at half of its cost: what is hot is run with it. Rejects with the
 * driver's error.
 */
export function statement<T>(manager: EntityManager, sql: string, values: unknown[] = []): Promise<T> {
  const session = sessionOf(manager);
  return (session ? session.run(sql, values) : runInPool(manager, sql, values)) as Promise<T>;
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

/** On whichever of the pool's connections is free. */
function runInPool(manager: EntityManager, sql: string, values: unknown[]): Promise<unknown> {
  const { pool } = manager.connection.driver as unknown as { pool: Connection };
  return send(pool, sql, values);
}
