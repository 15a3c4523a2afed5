import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/job.mjs';
import { withLock } from '../process/lock.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

/**
 * Installs the npm packages when what is installed is not what package-lock.json says.
 *
 * @param {{ say: (line: string) => void, onLine: (line: string) => void, signal?: AbortSignal }} options
 */
export async function ensurePackages({ say, onLine, signal }) {
  if (isInstalled()) return;
  const waiting = (owner) => say(`waiting for process ${owner}, which installs the npm packages`);
  const lock = join(root, '.errand', 'install.lock');
  await withLock(lock, () => (isInstalled() ? undefined : install({ say, onLine, signal })), { waiting, signal });
}

/**
 * Whether the lock file and the list that npm keeps of what it installed say the same. A package that is optional may be
 * missing: most of them are for other systems.
 *
 * @param {Record<string, { version?: string, optional?: boolean, link?: boolean }>} wanted `packages` of package-lock.json
 * @param {Record<string, { version?: string }>} installed `packages` of node_modules/.package-lock.json
 * @returns {boolean}
 */
export function matches(wanted, installed) {
  return (
    Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === '') return true;
      const found = installed[path];
      return found === undefined ? Boolean(optional || devOptional) : found.version === version;
    }) && Object.keys(installed).every((path) => path in wanted)
  );
}

function isInstalled() {
  try {
    return matches(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json'));
  } catch {
    return false;
  }
}

function readPackages(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
}

async function install({ say, onLine, signal }) {
  signal?.throwIfAborted();
  say('installing the npm packages (npm ci)');
  const since = Date.now();
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  let result = await run('npm', ['ci', ...options], { cwd: root });
  if (result.output.includes('EUSAGE')) {
    say('package-lock.json does not cover package.json, or not every system: installing with npm install');
    result = await run('npm', ['install', '--no-save', ...options], { cwd: root });
  }
  signal?.throwIfAborted();
  if (result.code !== 0) {
    for (const line of result.output.split('\n')) onLine(line);
    throw new Problem(
      'The npm packages could not be installed (see above). That needs the npm registry: are you online?',
    );
  }
  say(`installed the npm packages in ${Math.round((Date.now() - since) / 1000)} s`);
}
