import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from '../process/job.mjs';
import { withLock } from '../process/lock.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json'];
const PARTS = [
  {
    name: 'services',
    script: 'build',
    sources: ['apps', 'libs', ...SETTINGS],
    output: 'dist/apps/gateway/src/main.js',
  },
  {
    name: 'web client',
    script: 'build:web',
    sources: ['apps/frontend', 'libs', ...SETTINGS],
    output: 'dist/apps/frontend/web/index.html',
  },
];

/**
 * Builds what is older than its sources.
 *
 * @param {{ say: (line: string) => void, signal?: AbortSignal }} options
 */
export async function ensureBuilt({ say, signal }) {
  const lock = join(root, '.errand', 'build.lock');
  await withLock(lock, () => Promise.all(PARTS.map((part) => ensurePart(part, { say, signal }))), { signal });
}

async function ensurePart({ name, script, sources, output }, { say, signal }) {
  const stamp = join(root, 'dist', `.${script.replace(':', '-')}-stamp`);
  const state = sourceState(sources.map((source) => join(root, source)));
  if (existsSync(join(root, output)) && readText(stamp) === state) return;
  if (!(script in JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)) return;
  // with its notes on an earlier run, tsc would not write again what somebody removed
  if (!existsSync(join(root, output))) rmSync(join(root, 'dist', 'tsconfig.tsbuildinfo'), { force: true });
  const since = Date.now();
  signal?.throwIfAborted();
  const { code, output: text } = await run('npm', ['run', '--silent', script], { cwd: root });
  signal?.throwIfAborted();
  if (code !== 0) throw new Problem(`The ${name} could not be built (npm run ${script}):\n${text}`);
  if (script === 'build') removeOrphans(join(root, 'dist'), root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, state);
  say(`built the ${name} in ${((Date.now() - since) / 1000).toFixed(1)} s`);
}

/**
 * A fingerprint of files and folders by name, size and time of the last change.
 *
 * @param {string[]} paths
 * @returns {string}
 */
export function sourceState(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder)) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * Removes what was compiled from a source that is gone: a deleted migration must not run.
 *
 * @param {string} compiled
 * @param {string} sources
 */
export function removeOrphans(compiled, sources) {
  for (const file of ['apps', 'libs'].flatMap((folder) => filesUnder(join(compiled, folder)))) {
    const stem = /^(.*)\.js(?:\.map)?$/.exec(relative(compiled, file))?.[1];
    if (stem === undefined || stem.startsWith('apps/frontend/web/')) continue;
    if (!existsSync(join(sources, `${stem}.ts`))) rmSync(file);
  }
}

function filesUnder(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
