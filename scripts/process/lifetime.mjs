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
  let asked;
  const stop = () => {
    if (asked === undefined) {
      asked = Date.now();
      say('stopping');
      stopping.abort();
    } else if (Date.now() - asked > 2_000) {
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
  stopping.abort();
  await stopJobs();
  await cleanUp().catch((error) => say(error.message));
  if (asked === undefined) process.exit(code);
  say('stopped');
  process.exit(stoppedCode);
}

function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(0), { once: true }));
}

function uncaught() {
  return new Promise((_, reject) => process.on('uncaughtException', reject));
}
