import { execFileSync } from 'node:child_process';

/**
 * @param {Record<string, number>} processes numbers of processes, by name
 * @returns {Record<string, number>} the memory of each that is in use, in MB
 */
export function residentMemory(processes) {
  const kilobytes = (pid) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, kilobytes(pid) / 1024]));
}
