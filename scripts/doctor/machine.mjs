import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { satisfies } from '../prepare/node-version.mjs';
import { addressOf, services } from '../services.mjs';
import { clock, fine, problem, warning } from './finding.mjs';

/** Bytes that should be free where files and databases are kept, and where it becomes urgent. */
const [comfortable, urgent] = [5e9, 1e9];

/** @param {string} range what package.json says of Node @returns {import('./finding.mjs').Finding} */
export function examineNode(range) {
  const found = process.versions.node;
  return satisfies(found, range) ? fine('Node', found) : problem('Node', found, `Use Node ${range}.`);
}

/**
 * How much is free on the disk of a folder; nothing when it is not on this machine.
 *
 * @param {string} what
 * @param {string} folder
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examineSpace(what, folder) {
  if (!existsSync(folder)) return [];
  const { bavail, bsize } = await statfs(folder);
  return [space(what, folder, bavail * bsize)];
}

/** Whether so many bytes are enough. @param {string} what @param {string} folder @param {number} free @returns {import('./finding.mjs').Finding} */
export function space(what, folder, free) {
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  if (free > comfortable) return fine(what, found);
  const state = free > urgent ? warning : problem;
  return state(what, found, `Make space where ${folder} is: nothing can be stored on a full disk.`);
}

/**
 * Whether each process says that it is ready, and what its clock says.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examineProcesses(env) {
  const each = await Promise.all(Object.keys(services).map((name) => examineProcess(name, addressOf(name, env))));
  return each.flat();
}

async function examineProcess(name, url) {
  const asked = Date.now();
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
    const date = Date.parse(answer.headers.get('date') ?? '');
    // to the second
    const time = Number.isNaN(date) ? [] : [clock(name, date, asked, Date.now(), 1000)];
    if (answer.status === 200) return [fine(name, `ready, at ${url}`), ...time];
    const failing = await answer.text();
    return [problem(name, `not ready: ${failing.slice(0, 200)}`, 'See docs/operations.md, "Health".'), ...time];
  } catch {
    return [
      problem(name, `does not answer at ${url}`, `Start it, or say where it is: ${services[name].portVariable}.`),
    ];
  }
}
