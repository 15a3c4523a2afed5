import { spawn } from 'node:child_process';
import { eachLine } from './output.mjs';
import { spawnRecorded } from './record.mjs';

const jobs = new Map();
let recorded = 0;

/**
 * Runs a program that ends by itself and collects what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeout?: number,
 *   inherit?: boolean, finish?: boolean, recordIn?: string }} [options] `timeout` in milliseconds; `inherit` shows the output
 *   as it is instead of collecting it; `finish` lets it finish when jobs are stopped; `recordIn` is a folder on a leash
 * @returns {Promise<{ code: number, output: string }>} code 127 when there is no such program
 */
export function run(command, args, { cwd, env, onLine, timeout, inherit = false, finish = false, recordIn } = {}) {
  return new Promise((resolve) => {
    const output = inherit ? 'inherit' : 'pipe';
    // a group of its own, so that stopping it reaches whatever it started
    const options = { cwd, env, detached: true, stdio: ['ignore', output, output] };
    const child = recordIn
      ? spawnRecorded(recordIn, `job-${++recorded}`, command, args, options)
      : spawn(command, args, options);
    const lines = [];
    const collect = (line) => {
      lines.push(line);
      onLine?.(line);
    };
    const end = (code) => {
      clearTimeout(timer);
      jobs.delete(child);
      resolve({ code, output: lines.join('\n') });
    };
    const timer = timeout === undefined ? undefined : setTimeout(() => signalGroup(child, 'SIGKILL'), timeout);
    jobs.set(child, { finish });
    if (child.stdout) eachLine(child.stdout, collect);
    if (child.stderr) eachLine(child.stderr, collect);
    child.once('error', () => end(127));
    child.once('close', (code, signal) => end(code ?? (signal ? 128 : 1)));
  });
}

/** Stops every job that still runs, with all that it started, but for those that must finish: it waits for them. */
export async function stopJobs() {
  const ended = [...jobs.keys()].map((child) => new Promise((resolve) => child.once('close', resolve)));
  const signalAll = (signal) => {
    for (const [child, { finish }] of jobs) if (!finish) signalGroup(child, signal);
  };
  signalAll('SIGTERM');
  const timer = setTimeout(() => signalAll('SIGKILL'), 5_000);
  await Promise.all(ended);
  clearTimeout(timer);
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // it ended by itself
  }
}
