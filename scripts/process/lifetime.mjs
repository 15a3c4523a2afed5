import { Problem } from '../problem.mjs';
import { stopJobs } from './job.mjs';

/**
 * Runs `work` until it is done, fails, or the person says stop (Ctrl-C, SIGTERM, a closed terminal), then `cleanUp`, and
 * ends the process. A second Ctrl-C is only heard after a while: npm passes on the one that the terminal sends to all.
 *
 * @param {(signal: AbortSignal) => Promise<number>} work settles with the exit code; `signal` says stop
 * @param {{ say: (line: string) => void, cleanUp: () => Promise<void>, stoppedCode: number }} options
 */
export async function live(work, { say, cleanUp, stoppedCode }) {
  const stopping = new AbortController();
  let stoppedAt = 0;
  const stop = () => {
    if (!stopping.signal.aborted) {
      stoppedAt = Date.now();
      say('stopping');
      stopping.abort();
    } else if (Date.now() - stoppedAt > 2_000) {
      say('not waiting any longer');
      process.exit(stoppedCode || 1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

  let code;
  try {
    code = await Promise.race([work(stopping.signal), aborted(stopping.signal), uncaught()]);
  } catch (error) {
    if (!stopping.signal.aborted) say(error instanceof Problem ? error.message : error.stack);
    code = 1;
  }
  const wasAsked = stopping.signal.aborted;
  stopping.abort();
  await stopJobs();
  await cleanUp().catch((error) => say(error.message));
  if (wasAsked) say('stopped');
  process.exit(wasAsked ? stoppedCode : code);
}

function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(0), { once: true }));
}

function uncaught() {
  return new Promise((_, reject) => process.on('uncaughtException', reject));
}
