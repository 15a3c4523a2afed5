import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareInfrastructure } from './infrastructure.mjs';
import { ensureBrowser } from './prepare/browser.mjs';
import { ensureBuilt } from './prepare/build.mjs';
import { ensureKubectl } from './prepare/kubectl.mjs';
import { ensurePython } from './prepare/python.mjs';
import { run } from './process/job.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { containersAnswer } from './servers/containers.mjs';
import { countJest, failedIn } from './stages.mjs';

const PASSED = { passed: 1, failed: 0, skipped: 0, failures: [] };
export const FAILED = { passed: 0, failed: 1, skipped: 0, failures: [] };

/**
 * Runs one stage.
 *
 * @param {import('./stages.mjs').Stage} stage
 * @param {{ dir: string, pool: ReturnType<typeof import('./servers/pool.mjs').serverPool>, needs: ReturnType<typeof
 *   prepareOnce>, jestArguments: string[], say: (line: string) => void, onLine?: (line: string) => void }} options `say` says
 *   what is done for the stage; `onLine` takes what the stage prints, which else goes straight to the terminal
 * @returns {Promise<import('./stages.mjs').Count & { failures: string[] }>} the count, and the names of what failed where they are known
 */
export async function runStage({ name, script, needs = [], servers = 0, use = 'system', env: told }, options) {
  const { dir, pool, say, onLine } = options;
  const env = { ...told, ...process.env, ERRAND_DIR: dir, ...(onLine && colours()) };
  for (const need of needs) Object.assign(env, await options.needs[need](say));
  if (script) {
    const { code } = await run('npm', ['run', '--silent', script], { cwd: root, env, inherit: !onLine, onLine });
    return code === 0 ? PASSED : FAILED;
  }
  if (name === 'build') return PASSED;
  if (servers === 0) return runJest(name, { ...options, env });
  const workers = Math.min(options.jestArguments.length > 0 ? 1 : servers, pool.limit);
  const pairs = await Promise.all(Array.from({ length: workers }, () => pool.take(say, use)));
  const own = { ...pairs[0], ERRAND_TEST_SERVERS: JSON.stringify(pairs) };
  try {
    return await runJest(name, { ...options, env: { ...env, ...own }, more: [`--maxWorkers=${workers}`] });
  } finally {
    pairs.forEach((pair) => pool.giveBack(pair, use));
  }
}

async function runJest(project, { env, dir, jestArguments, onLine, more = [] }) {
  const outputFile = join(dir, `${project}.json`);
  const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  args.push('--selectProjects', project, '--forceExit', '--json', `--outputFile=${outputFile}`);
  args.push(...more, ...jestArguments);
  const { code } = await run(process.execPath, args, { cwd: root, env, inherit: !onLine, onLine, recordIn: dir });
  const result = readResult(outputFile);
  const count = { ...countJest(result), failures: failedIn(result).map((failure) => failure.replace(`${root}/`, '')) };
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** What is printed through a pipe has the colours that it would have on the terminal. */
function colours() {
  return process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Problem('jest ended without a result');
  }
}

/**
 * Each `needs` of a stage, done when it is first asked for; settles with what it adds to the environment.
 *
 * @param {{ dir: string, signal: AbortSignal }} options
 * @returns {Record<import('./stages.mjs').Need, (say: (line: string) => void) => Promise<Record<string, string>>>}
 */
export function prepareOnce({ dir, signal }) {
  const once = (work) => {
    let result;
    return (say) => (result ??= work(say));
  };
  return {
    build: once((say) => ensureBuilt({ say, signal }).then(() => ({}))),
    programs: once((say) => prepareInfrastructure({ dir, env: {}, say }).then(() => ({}))),
    browser: once(async (say) => ({ CHROMIUM_PATH: await ensureBrowser(process.env, { say }) })),
    python: once(async (say) => ({ PYTHON_PATH: await ensurePython(process.env, { say }) })),
    kubectl: once(async (say) => ({ KUBECTL_PATH: await ensureKubectl(process.env, { say }) })),
    images: once(() => buildImages().then(() => ({}))),
  };
}

async function buildImages() {
  if (!(await containersAnswer())) {
    throw new Problem(
      'This stage deploys containers, and no engine with Compose answers here (docker info): start one.',
    );
  }
  const { code, output } = await run('npm', ['run', '--silent', 'images'], { cwd: root });
  if (code !== 0) throw new Problem(`The images could not be built (npm run images):\n${output}`);
}
