import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const SETTLED_AFTER = 30_000;

/**
 * Starts something and, whenever it ends by itself, starts it again: first after half a second, then after twice as long
 * each time, up to 15 s. Half a minute of good running sets the delay back.
 *
 * @template {{ exited: Promise<string> }} Running
 * @param {string} name
 * @param {() => Promise<Running>} start
 * @param {{ notice: (line: string) => void, signal: AbortSignal }} options `signal` says that it is meant to end
 * @returns {Promise<Running>} the first one; a failure of the first start is the caller's
 */
export async function keepRunning(name, start, { notice, signal }) {
  const first = await start();
  void watch(name, first, start, { notice, signal });
  return first;
}

async function watch(name, running, start, { notice, signal }) {
  let delay = FIRST_DELAY;
  let since = Date.now();
  for (;;) {
    const how = await running.exited;
    if (signal.aborted) return;
    if (Date.now() - since > SETTLED_AFTER) delay = FIRST_DELAY;
    notice(`${name} ${how}; it is started again in ${delay / 1000} s`);
    try {
      await sleep(delay, undefined, { signal });
      delay = Math.min(delay * 2, LONGEST_DELAY);
      since = Date.now();
      running = await start();
    } catch (error) {
      if (signal.aborted) return;
      running = { exited: Promise.resolve(`could not be started: ${error.message}`) };
    }
  }
}
