import { spanRecorder } from '#service/span.js';
import { currentTrace, type Trace } from '#service/trace.js';

/** What is used of a connection of mysql2, or of its pool. */
export interface Connection {
  query(sql: string, values: unknown[], done: (error: Error | null, result: unknown) => void): void;
}

/** Between statements that are sent together. */
export const separator = ';\n';

/** Sends a statement, or several with semicolons between, as one span of the current trace. Rejects with the driver's error. */
export function send(connection: Connection, sql: string, values: unknown[]): Promise<unknown> {
  const startedAt = Date.now();
  const trace = currentTrace();
  return new Promise((resolve, reject) => {
    connection.query(sql, values, (error, result) => {
      recordStatement(sql, startedAt, trace, error ?? undefined);
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/**
 * Makes what was sent a span of the request that it was sent for, without the values. It is named after the last statement:
 * the one that somebody waits for.
 */
export function recordStatement(sql: string, startedAt: number, trace?: Trace, error?: unknown): void {
  const recorder = spanRecorder();
  if (!recorder || !trace) return;
  const text = sql.replace(/\s+/g, ' ').trim();
  const last = sql.slice(sql.lastIndexOf(separator) + 1).trim();
  const operation = last.split(/\s/, 1)[0].toUpperCase();
  const attributes = { 'db.system.name': 'mysql', 'db.operation.name': operation, 'db.query.text': text };
  recorder.start(operation, 'client', attributes, trace, startedAt).end(error);
}
