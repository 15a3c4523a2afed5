import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * What tells a process from a later one that was given the same number: the moment it started.
 * `undefined` when there is no such process, or only its remains (a zombie).
 *
 * @param {number} pid
 * @returns {string | undefined}
 */
export function identityOf(pid) {
  return platform() === 'linux' ? fromProc(pid) : fromPs(pid);
}

/**
 * @param {{ pid: number, identity: string } | undefined} record
 * @returns {boolean}
 */
export function isAlive(record) {
  return record !== undefined && identityOf(record.pid) === record.identity;
}

function fromProc(pid) {
  try {
    // man 5 proc_pid_stat: the command name, in brackets, may hold spaces; the state follows it, the start time is field 22
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function fromPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '').replaceAll(/\s+/g, '_');
  } catch {
    return undefined;
  }
}
