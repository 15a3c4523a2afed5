import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Clock ticks a second, in which Linux counts: proc(5). */
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** The numbers of the processes that run for a folder, by name. */
export function pidsIn(dir, names) {
  const read = (name) => Number(readFileSync(join(dir, 'run', `${name}.pid`), 'utf8').split(' ')[0]);
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/**
 * @param {Record<string, number>} pids
 * @returns {Record<string, number>} microseconds that each has had a core for, in its own code and in the kernel's
 */
export const cpuOf = (pids) => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, microseconds(pid)]));

function microseconds(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the name, which may have spaces, ends with the last bracket
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user + system) / ticks) * 1e6;
}
