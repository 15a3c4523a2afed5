import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/process/job.mjs';
import { root } from '../../scripts/root.mjs';
import { Deployed } from './deployed.js';
import { docker, inRepository } from './engine.js';
import { scalable } from './stack.js';
import { underLoad } from './under-load.js';

const before = 'before';
/** Milliseconds that images may take to be built. */
const building = 1_200_000;
let deployed: Deployed;

async function git(...args: string[]): Promise<string> {
  const { code, output } = await run('git', args, { cwd: root });
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed:\n${output}`);
  return output.trim();
}

/**
 * The version before: what the environment names, else the last tag, else the oldest on the main line that sends messages of
 * the same version as this one. They only grow within a version, so that old and new replicas understand each other.
 */
async function versionBefore(): Promise<string> {
  const named = process.env.ERRAND_UPGRADE_FROM;
  if (named) return named;
  const tag = await git('describe', '--tags', '--abbrev=0', 'HEAD^').catch(() => '');
  if (tag) return tag;
  const description = 'docs/asyncapi.json';
  const { info } = JSON.parse(readFileSync(inRepository(description), 'utf8')) as { info: { version: string } };
  const same = `"version": "${info.version.split('.')[0]}\\.`;
  const commits = await git('log', '--first-parent', '-m', '--reverse', '--format=%H', `-G${same}`, '--', description);
  return commits.split('\n')[0];
}

/** Builds the images of a commit, `task:before` and so on. */
async function build(commit: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'errand-before-'));
  try {
    await git('worktree', 'add', '--detach', dir, commit);
    const compose = ['compose', '--project-directory', dir, '--file', join(root, 'docker-compose.yml')];
    await docker([...compose, 'build', ...scalable], { ERRAND_VERSION: before, DOCKER_BUILDKIT: '1' }, building);
  } finally {
    await git('worktree', 'remove', '--force', dir).catch(() => undefined);
    rmSync(dir, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  const commit = await versionBefore();
  process.stdout.write(`The version before is ${await git('log', '-1', '--oneline', commit)}\n`);
  await build(commit);
  for (const service of ['database', 'broker']) await docker(['tag', `${service}:latest`, `${service}:${before}`]);
  deployed = await Deployed.start({ ERRAND_VERSION: before });
}, 1_800_000);

afterAll(() => deployed?.remove(), 300_000);

describe('a stack of the version before', () => {
  it('becomes one of this version, replica by replica, while clients write', async () => {
    const { stack } = deployed;
    await underLoad(deployed, 'upgrade', async (change) => {
      // what answers first, so that nothing is asked what it does not know yet
      for (const service of [...scalable].reverse()) {
        await change('upgrade', service, () => stack.roll(service, `${service}:latest`));
      }
    });
    for (const service of scalable) expect(await stack.image(service)).toBe(`${service}:latest`);
  }, 1_800_000);
});
