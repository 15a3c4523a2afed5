import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What belongs to one request wherever it goes: its trace id, until when an answer is of use (ms since the epoch). */
export interface Trace {
  traceId: string;
  spanId: string;
  deadline?: number;
  /** The id under which whatever this request writes is written once. */
  requestId?: string;
}

const storage = new AsyncLocalStorage<Trace>();

/** Continues the trace of a W3C `traceparent` header, or begins one when there is none that can be read. */
export function traceFrom(traceparent: unknown): Trace {
  const parts = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(typeof traceparent === 'string' ? traceparent : '');
  return { traceId: parts?.[1] ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') };
}

export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

export function inTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work);
}

/** The `traceparent` to send onwards (W3C Trace Context). */
export function traceparent({ traceId, spanId } = currentTrace() ?? traceFrom(undefined)): string {
  return `00-${traceId}-${spanId}-01`;
}
