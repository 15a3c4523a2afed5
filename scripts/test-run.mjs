import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startInfrastructure, stopInfrastructure } from './infrastructure.mjs';
import { ensureBrowser } from './prepare/browser.mjs';
import { ensureBuilt } from './prepare/build.mjs';
import { ensurePackages } from './prepare/packages.mjs';
import { ensurePython } from './prepare/python.mjs';
import { run } from './process/job.mjs';
import { live } from './process/lifetime.mjs';
import { tryLock } from './process/lock.mjs';
import { say as sayAs } from './process/output.mjs';
import { leash } from './process/record.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { containersAnswer } from './servers/containers.mjs';
import { countJest, stages, summary } from './stages.mjs';

const TEST_FOLDERS = join(root, '.errand', 'test');
const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

const say = (line) => sayAs('test', line);

/**
 * `npm test`: every stage, or the one that is named, on a database and a broker of its own. A failed stage does not stop
 * the others. The last line is the count of them all.
 *
 * @param {string | undefined} name
 * @param {string[]} jestArguments
 */
export async function runTests(name, jestArguments) {
  const chosen = stages.filter((stage) => (name === undefined ? !stage.extra : stage.name === name));
  if (chosen.length === 0) {
    say(`there is no stage ${name}; there are ${stages.map((stage) => stage.name).join(', ')}`);
    process.exit(1);
  }
  const dir = join(TEST_FOLDERS, String(process.pid));
  const cleanUp = async () => {
    await stopInfrastructure(dir, { data: true });
    rmSync(dir, { recursive: true, force: true });
  };
  await live((signal) => runStages(chosen, { dir, jestArguments, signal }), { say, cleanUp, stoppedCode: 130 });
}

async function runStages(chosen, { dir, jestArguments, signal }) {
  await removeAbandoned();
  mkdirSync(dir, { recursive: true });
  tryLock(join(dir, 'lock'));
  leash(dir);
  await ensurePackages({ say, onLine: (line) => sayAs('npm', line), signal });
  const preparation = prepareOnce({ dir, signal });
  const counts = [];
  for (const stage of chosen) {
    const since = Date.now();
    say(`${stage.name} …`);
    const count = await runStage(stage, { preparation, dir, jestArguments }).catch((error) => {
      if (signal.aborted) throw error;
      say(error instanceof Problem ? error.message : error.stack);
      return FAILED;
    });
    counts.push(count);
    say(`${stage.name}: ${summary([count])} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  }
  process.stdout.write(`${summary(counts)}\n`);
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function runStage({ name, script, needs = [] }, { preparation, dir, jestArguments }) {
  const env = { ...process.env, ERRAND_DIR: dir };
  for (const need of needs) Object.assign(env, await preparation[need]());
  if (script) {
    const { code } = await run('npm', ['run', '--silent', script], { cwd: root, env, inherit: true });
    return code === 0 ? PASSED : FAILED;
  }
  return name === 'build' ? PASSED : runJest(name, { env, dir, jestArguments });
}

async function runJest(project, { env, dir, jestArguments }) {
  const outputFile = join(dir, `${project}.json`);
  const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  args.push('--selectProjects', project, '--forceExit', '--json', `--outputFile=${outputFile}`, ...jestArguments);
  const { code } = await run(process.execPath, args, { cwd: root, env, inherit: true, recordIn: dir });
  const count = countJest(readResult(outputFile));
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Problem('jest ended without a result');
  }
}

/** Each `needs` of a stage, done when it is first asked for; settles with what it adds to the environment. */
function prepareOnce({ dir, signal }) {
  const once = (work) => {
    let result;
    return () => (result ??= work());
  };
  return {
    build: once(() => ensureBuilt({ say, signal }).then(() => ({}))),
    browser: once(async () => ({ CHROMIUM_PATH: await ensureBrowser(process.env, { say }) })),
    python: once(async () => ({ PYTHON_PATH: await ensurePython(process.env, { say }) })),
    images: once(async () => {
      if (!(await containersAnswer())) {
        throw new Problem(
          'This stage deploys containers, and no engine with Compose answers here (docker info): start one.',
        );
      }
      const { code, output } = await run('npm', ['run', '--silent', 'images'], { cwd: root });
      if (code !== 0) throw new Problem(`The images could not be built (npm run images):\n${output}`);
      return {};
    }),
    servers: once(async () => {
      const servers = await startInfrastructure({ dir, say, signal });
      await servers.ready;
      return {
        ...servers.env,
        ERRAND_TEST_ADMIN_DATABASE_URL: servers.administratorUrl,
        ERRAND_TEST_BROKER_URL: servers.operatorUrl,
      };
    }),
  };
}

/** Stops and removes what a test run that was ended suddenly left behind. */
async function removeAbandoned() {
  mkdirSync(TEST_FOLDERS, { recursive: true });
  for (const name of readdirSync(TEST_FOLDERS)) {
    const folder = join(TEST_FOLDERS, name);
    const lock = tryLock(join(folder, 'lock'));
    if ('owner' in lock) continue;
    await stopInfrastructure(folder, { data: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
