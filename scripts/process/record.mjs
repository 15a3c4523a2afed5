import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.mjs';
import { identityOf, isAlive } from './identity.mjs';

/** Services drain while the broker still runs, and the broker closes before the database; what is not listed goes first. */
const STOP_ORDER = ['broker', 'epmd', 'database'];

const leashes = new Map();
const children = new Map();

/** The longest clean stop waited for, in milliseconds; `libs/service/drain.ts` knows how long a service may need. */
const GRACE = { broker: 30_000, database: 60_000 };
const SERVICE_GRACE = 30_000;

/**
 * Starts a program in a process group of its own, out of reach of the terminal's Ctrl-C, and records it in
 * `<dir>/run/<name>.pid`, so that whoever comes next can find and stop it however this process ends.
 *
 * @param {string} dir
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { signal?: AbortSignal }} options `signal` only prevents the start
 */
export function spawnRecorded(dir, name, command, args, { signal, ...options } = {}) {
  signal?.throwIfAborted();
  const child = spawn(command, args, { ...options, detached: true });
  child.on('error', () => undefined);
  if (child.pid === undefined) throw new Problem(`${command} could not be started.`);
  const file = recordFile(dir, name);
  const record = `${child.pid} ${identityOf(child.pid) ?? 'gone'}\n`;
  mkdirSync(join(dir, 'run'), { recursive: true });
  writeFileSync(file, record);
  children.set(file, new Promise((resolve) => child.once('close', resolve)));
  child.once('exit', () => {
    if (readText(file) === record) rmSync(file, { force: true });
  });
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>} settles with how it ended, in words that follow its name
 */
export function describeExit(child) {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`));
  });
}

/**
 * Stops everything that is recorded under `dir` and still alive, in order, and waits until it has ended.
 *
 * @param {string} dir
 * @param {{ discard?: boolean }} [options] `discard` ends servers at once: nobody wants what they store any more
 * @returns {Promise<string[]>} the names of what was stopped
 */
export async function stopRecorded(dir, { discard = false } = {}) {
  const names = recordedNames(dir);
  const stopped = [];
  for (const rank of [-1, ...STOP_ORDER.keys()]) {
    const group = names.filter((name) => STOP_ORDER.indexOf(name) === rank);
    const signal = discard && rank >= 0 ? 'SIGKILL' : 'SIGTERM';
    const results = await Promise.all(group.map(async (name) => ((await stopOne(dir, name, signal)) ? [name] : [])));
    stopped.push(...results.flat());
  }
  return stopped;
}

/**
 * Ends one recorded process: politely and, when that takes too long, at once.
 *
 * @param {string} dir
 * @param {string} name
 * @param {NodeJS.Signals} [signal] SIGKILL simulates a crash
 * @returns {Promise<boolean>} whether it was running
 */
export async function stopOne(dir, name, signal = 'SIGTERM') {
  const file = recordFile(dir, name);
  const text = readText(file);
  const record = parseRecord(text);
  const running = isAlive(record);
  if (running) {
    send(record.pid, signal);
    if (!(await ended(record, GRACE[name] ?? SERVICE_GRACE))) {
      send(record.pid, 'SIGKILL');
      await ended(record, 10_000);
    }
  }
  if (readText(file) === text) rmSync(file, { force: true });
  // its last words
  if (running) await Promise.race([children.get(file), sleep(1_000, undefined, { ref: false })]);
  return running;
}

/**
 * Makes sure that what is recorded under `dir` does not outlive this process, even after a kill -9: a shell waits for the
 * end of a pipe that only this process holds, and then asks all of it to stop. A job is asked with all that it started.
 *
 * @param {string} dir
 */
export function leash(dir) {
  if (leashes.has(dir)) return;
  const script = `cat >/dev/null
    for f in "$1"/run/*.pid; do
      [ -f "$f" ] && read -r pid rest <"$f" || continue
      case $f in */job-*) kill -- "-$pid" ;; *) kill "$pid" ;; esac
    done`;
  const shell = spawn('sh', ['-c', script, 'errand-leash', dir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  shell.stdin?.unref();
  shell.unref();
  leashes.set(dir, shell);
}

function recordFile(dir, name) {
  return join(dir, 'run', `${name}.pid`);
}

function recordedNames(dir) {
  try {
    return readdirSync(join(dir, 'run')).flatMap((file) => (file.endsWith('.pid') ? [basename(file, '.pid')] : []));
  } catch {
    return [];
  }
}

function parseRecord(text) {
  const [pid, identity] = text?.trim().split(' ') ?? [];
  return pid && identity ? { pid: Number(pid), identity } : undefined;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself
  }
}

async function ended(record, limit) {
  const deadline = Date.now() + limit;
  while (isAlive(record)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}
