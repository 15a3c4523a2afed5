import { AsyncLocalStorage } from 'node:async_hooks';
import { randomHex } from './random.js';

/** What belongs to one request wherever it goes: its trace id, until when an answer is of use (ms since the epoch). */
export interface Trace {
  traceId: string;
  /** The span that is going on, here or at whoever asked; none at the very beginning. */
  spanId?: string;
  /** False when whoever asked does not want it recorded. */
  sampled?: boolean;
  deadline?: number;
  /** The id under which whatever this request writes is written once. */
  requestId?: string;
  /** From where, and with what, somebody asks; known to the gateway and to services that keep accounts. */
  client?: Caller;
}

/** An address, and a device in words for its owner to recognise: `Firefox on Linux`. */
export interface Caller {
  address: string;
  device: string;
}

const storage = new AsyncLocalStorage<Trace>();

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Continues the trace of a W3C `traceparent` header, or begins one when there is none that can be read; `rest` belongs to it. */
export function traceFrom(traceparent: unknown, { deadline, requestId, client }: Partial<Trace> = {}): Trace {
  const parts = typeof traceparent === 'string' ? pattern.exec(traceparent) : null;
  if (!parts) return { traceId: randomHex(16), deadline, requestId, client };
  const [, traceId, spanId, flags] = parts;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1, deadline, requestId, client };
}

export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

export function inTrace<T>(trace: Trace, work: () => T): T {
  return storage.run(trace, work);
}

/** The `traceparent` to send onwards (W3C Trace Context). */
export function traceparent({ traceId, spanId, sampled = true } = currentTrace() ?? traceFrom(undefined)): string {
  return `00-${traceId}-${spanId ?? randomHex(8)}-${sampled ? '01' : '00'}`;
}
