import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { check } from './checker/check.js';
import { Writer } from './clients/writer.js';
import { History } from './history.js';
import { Copies } from './nemesis/copies.js';
import { type Scenario, scenarios, type Scene } from './planted/scenarios.js';
import { Random } from './random.js';
import { fileFor, settle } from './run.js';
import { gather } from './system/gather.js';
import { type ProcessName, System } from './system/system.js';

const history = new History(fileFor('planted-bugs', 'history.jsonl'));
let scene: Scene;
/** What was found before; it stays in the databases. */
const known = new Set<string>();

beforeAll(async () => {
  const system = await System.start({ COMMAND_DEADLINE_MS: '1500' });
  const writer = new Writer(system.url, 0, history, new Random(1));
  const copies = new Copies(system.brokerUrl);
  await copies.collect();
  await writer.signUp();
  scene = { system, writer, copies, random: new Random(1) };
}, 120_000);

afterAll(async () => {
  history.close();
  await scene?.system.remove();
}, 60_000);

async function restart(process: ProcessName, settings: Record<string, string> = {}): Promise<void> {
  await scene.system.kill(process);
  await scene.system.begin(process, settings);
  await scene.system.ready(process);
}

let bugged: ProcessName | undefined;

/** Gives one process a bug, and takes it from the one that had one before. */
async function plant({ process, bug }: Scenario): Promise<void> {
  if (bugged && bugged !== process) await restart(bugged);
  await restart(process, { ERRAND_PLANTED_BUG: bug });
  bugged = process;
}

/** Lets a scenario happen, and answers the rules that were broken by it. */
async function brokenBy(scenario: Scenario): Promise<string[]> {
  await scenario.play(scene);
  await settle(scene.system);
  const state = await gather(scene.system, [scene.writer.reader], history.operations);
  const found = check({ operations: history.operations, faults: [], poison: new Set(), state });
  const news = found.filter(({ detail }) => !known.has(detail));
  for (const { detail } of news) known.add(detail);
  return news.map(({ rule }) => rule);
}

it.each(scenarios)(
  'without a bug nothing is found where $bug would show',
  async (scenario) => {
    expect(await brokenBy(scenario)).toEqual([]);
  },
  60_000,
);

describe('a process with a bug on purpose', () => {
  it('does not start outside this suite', async () => {
    const env = { PATH: process.env.PATH, ERRAND_PLANTED_BUG: 'no-inbox' };
    const output = await new Promise((resolve) => {
      execFile(process.execPath, ['dist/apps/task/src/main.js'], { env }, (error, _, errors) =>
        resolve(`${error?.code} ${errors}`),
      );
    });
    expect(output).toMatch(/^1 .*ERRAND_PLANTED_BUG=no-inbox loses data on purpose/s);
  });

  it.each(scenarios)(
    'is found: $bug',
    async (scenario) => {
      await plant(scenario);
      expect(await brokenBy(scenario)).toContain(scenario.rule);
    },
    60_000,
  );
});
