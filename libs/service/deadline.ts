import { Failure } from '#contracts/failure.js';
import { currentTrace } from './trace.js';

/** Milliseconds that are left of the time for the current request; none when it is over, endless when it has no end. */
export function timeLeft(): number {
  return (currentTrace()?.deadline ?? Infinity) - Date.now();
}

/** `request.late` (unavailable) when the time for the current request is over: nobody waits for what would be begun now. */
export function refuseLate(): void {
  if (timeLeft() <= 0) throw new Failure('unavailable', 'request.late', 'The time for this request is over.');
}
