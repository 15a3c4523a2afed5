import { stale } from '#contracts/failure.js';

/**
 * `<feature>.stale` unless a thing has one of the versions that its sender wants to change. Whoever asks holds the lock under
 * which it is changed.
 */
export function refuseStale(feature: string, { version }: { version: number }, ifMatch: string[] | undefined): void {
  if (ifMatch && !ifMatch.includes(String(version))) throw stale(feature);
}
