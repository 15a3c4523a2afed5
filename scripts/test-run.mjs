import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from './prepare/packages.mjs';
import { live } from './process/lifetime.mjs';
import { tryLock } from './process/lock.mjs';
import { say as sayAs } from './process/output.mjs';
import { leash } from './process/record.mjs';
import { sideBySide } from './process/side-by-side.mjs';
import { takeTurns } from './process/turns.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { removePool, serverPool } from './servers/pool.mjs';
import { FAILED, prepareOnce, runStage } from './stage-run.mjs';
import { stages, summary } from './stages.mjs';

const TEST_FOLDERS = join(root, '.errand', 'test');
/** Tests wait for their servers much of the time, so that one stage more than there are processors keeps these busy. */
const ROOM = availableParallelism() + 1;

// With a scheduler for each processor, one of them spins while another holds what it wants and waits for a processor: on a
// busy machine a broker then took minutes to start.
process.env.RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS ??= '+S 1:1';

const say = (line) => sayAs('test', line);

/**
 * `npm test`: every stage, or the one that is named, on databases and brokers of their own. A failed stage does not stop
 * the others. Several run at once, and what each prints is shown together. The last lines name what failed and count them all.
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
  const cleanUp = () => removePool(dir);
  await live((signal) => runStages(chosen, { dir, jestArguments, signal }), { say, cleanUp, stoppedCode: 130 });
}

async function runStages(chosen, { dir, jestArguments, signal }) {
  await removeAbandoned();
  mkdirSync(dir, { recursive: true });
  tryLock(join(dir, 'lock'));
  leash(dir);
  await ensurePackages({ say, onLine: (line) => sayAs('npm', line), signal });
  const shared = { dir, jestArguments, needs: prepareOnce({ dir, signal }), pool: serverPool({ dir, signal }) };
  const turns = takeTurns((print) => print());
  const counts = await sideBySide(chosen, ROOM, (stage) => {
    const turn = turns.open();
    const print = (line) => turn.say(() => process.stdout.write(`${line}\n`));
    const onLine = chosen.length > 1 ? print : undefined;
    return tellOf(stage, { ...shared, onLine, signal, say: (line) => turn.say(() => say(line)) }).then((count) => {
      turn.close();
      return count;
    });
  });
  counts.forEach(({ failed, failures }, index) => {
    const names = failures.length > 0 ? failures : [`${failed} (its own output tells which)`];
    if (failed > 0) names.forEach((name) => say(`FAILED ${chosen[index].name}: ${name}`));
  });
  process.stdout.write(`${summary(counts)}\n`);
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** Runs a stage and says how it went, unless all are told to stop. */
async function tellOf(stage, options) {
  options.signal.throwIfAborted();
  const since = Date.now();
  options.say(`${stage.name} …`);
  const count = await runStage(stage, options).catch((error) => {
    options.signal.throwIfAborted();
    options.say(error instanceof Problem ? error.message : error.stack);
    return FAILED;
  });
  options.signal.throwIfAborted();
  options.say(`${stage.name}: ${summary([count])} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  return count;
}

/** Stops and removes what a test run that was ended suddenly left behind. */
async function removeAbandoned() {
  mkdirSync(TEST_FOLDERS, { recursive: true });
  for (const name of readdirSync(TEST_FOLDERS)) {
    const folder = join(TEST_FOLDERS, name);
    const lock = tryLock(join(folder, 'lock'));
    if (!('owner' in lock)) await removePool(folder);
  }
}
