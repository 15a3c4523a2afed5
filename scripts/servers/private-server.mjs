import { closeSync, openSync } from 'node:fs';
import { logFile } from '../process/output.mjs';
import { describeExit, spawnRecorded, stopOne } from '../process/record.mjs';

/**
 * Starts a server that writes to `<dir>/logs/<name>.log` by itself, so that it can outlive whoever started it. One that an
 * earlier start left behind in the same folder is stopped first. It works in that folder, where it leaves what it writes when it
 * crashes.
 *
 * @param {string} dir
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal }} options
 * @returns {Promise<{ exited: Promise<string>, log: string }>} `exited` settles with how it ended
 */
export async function spawnServer(dir, name, command, args, { env, signal }) {
  await stopOne(dir, name);
  const log = logFile(dir, name);
  const output = openSync(log, 'a');
  try {
    const child = spawnRecorded(dir, name, command, args, { cwd: dir, env, signal, stdio: ['ignore', output, output] });
    return { exited: describeExit(child), log };
  } finally {
    closeSync(output);
  }
}
