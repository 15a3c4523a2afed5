import { whileWanted } from '#service/deadline.js';

/**
 * Does some work by when its caller stops waiting: seconds from now, where the header `Prefer: wait=5` says so (RFC 7240,
 * section 4.3). What is not done by then is given up.
 */
export function asPreferred<T>(prefer: string | string[] | undefined, work: () => T): T {
  const seconds = /(?:^|[,;\s])wait=(\d{1,6})(?![^,;\s])/i.exec(String(prefer))?.[1];
  return seconds === undefined ? work() : whileWanted(Number(seconds) * 1000, work);
}
