import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakingChanges } from '#messaging/description/compatibility.js';
import type { Json } from '#messaging/description/schemas.js';
import { run } from '../../scripts/process/job.mjs';
import { root } from '../../scripts/root.mjs';
import { Deployed } from './deployed.js';
import { docker } from './engine.js';
import { scalable } from './stack.js';
import { underLoad } from './under-load.js';

const before = 'before';
const oldest = '749947f66184';
/** A kind more in what no process reads: the gateway passes it on to the page. */
const unread = 'task.quick-add.preview, answer[].value.parts[].kind: gives something else';
/** Milliseconds that images may take to be built. */
const building = 1_200_000;
let deployed: Deployed;

async function git(...args: string[]): Promise<string> {
  const { code, output } = await run('git', args, { cwd: root });
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed:\n${output}`);
  return output.trim();
}

/**
 * The version before: what the environment names, else the last tag, else the oldest that works with the accounts of
 * docker-compose.yml and sends messages of the same version, for these only grow within one.
 */
async function versionBefore(): Promise<string> {
  const tag = git('describe', '--tags', '--abbrev=0', 'HEAD^').catch(() => oldest);
  const commit = process.env.ERRAND_UPGRADE_FROM || (await tag);
  const [before, now] = await Promise.all([commit, 'HEAD'].map(messagesOf));
  const breaks = breakingChanges(before, now).filter((each) => !each.startsWith(unread));
  if (breaks.length > 0) throw new Error(`${commit} cannot run beside this version:\n${breaks.join('\n')}`);
  return commit;
}

/** The messages of a commit, as if their version were that of any other. */
async function messagesOf(commit: string): Promise<Json> {
  return { ...(JSON.parse(await git('show', `${commit}:docs/asyncapi.json`)) as Json), info: { version: 'any' } };
}

/** Builds the images of a commit, `task:before` and so on. */
async function build(commit: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'errand-before-'));
  try {
    await git('worktree', 'add', '--detach', dir, commit);
    const compose = ['compose', '--project-directory', dir, '--file', join(root, 'docker-compose.yml')];
    await docker(
      [...compose, 'build', ...scalable, 'broker'],
      { ERRAND_VERSION: before, DOCKER_BUILDKIT: '1' },
      building,
    );
  } finally {
    await git('worktree', 'remove', '--force', dir).catch(() => undefined);
    rmSync(dir, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  const commit = await versionBefore();
  process.stdout.write(`The version before is ${await git('log', '-1', '--oneline', commit)}\n`);
  await build(commit);
  await docker(['tag', 'database:latest', `database:${before}`]);
  deployed = await Deployed.start({ ERRAND_VERSION: before });
}, 1_800_000);

afterAll(() => deployed?.remove(), 300_000);

describe('a stack of the version before', () => {
  it('becomes one of this version, replica by replica, while clients write', async () => {
    const { stack } = deployed;
    await underLoad(deployed, 'upgrade', async (change) => {
      await stack.migrate('latest');
      // what answers first, so that nothing is asked what it does not know yet
      for (const service of [...scalable].reverse()) {
        await change('upgrade', service, () => stack.roll(service, `${service}:latest`));
      }
    });
    for (const service of scalable) expect(await stack.image(service)).toBe(`${service}:latest`);
  }, 1_800_000);
});
