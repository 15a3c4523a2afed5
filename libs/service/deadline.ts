import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#contracts/failure.js';
import { currentTrace, inTrace, type Trace, traceFrom, traceparent } from './trace.js';

/** Milliseconds that are left of the time for the current request; none when it is over, endless when it has no end. */
export function timeLeft(): number {
  return (currentTrace()?.deadline ?? Infinity) - Date.now();
}

/** Does some work that is of no use to anybody after so many milliseconds. */
export function whileWanted<T>(milliseconds: number, work: () => T): T {
  return inTrace({ ...(currentTrace() ?? unrecorded()), deadline: Date.now() + milliseconds }, work);
}

/**
 * What a process finds out about itself, or `instead` when that fails or takes more than so many milliseconds. It belongs to
 * no trace.
 */
export function lookInside<T>(milliseconds: number, instead: T, look: () => T | Promise<T>): Promise<T> {
  const found = inTrace({ ...unrecorded(), deadline: Date.now() + milliseconds }, async () => look());
  return Promise.race([found, sleep(milliseconds, instead, { ref: false })]).catch(() => instead);
}

const unrecorded = (): Trace => traceFrom(traceparent({ ...traceFrom(undefined), sampled: false }));

/** `request.late` (unavailable) when the time for the current request is over: nobody waits for what would be begun now. */
export function refuseLate(): void {
  if (timeLeft() <= 0) throw new Failure('unavailable', 'request.late', 'The time for this request is over.');
}
