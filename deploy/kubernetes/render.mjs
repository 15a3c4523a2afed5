import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { objectsOf } from './objects.mjs';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const execute = (program, args, options) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', ...options });

/** Kustomize breaks long secrets into lines, which Kubernetes reads and its schema does not know. */
const unbroken = (object) =>
  object.kind === 'Secret'
    ? {
        ...object,
        data: Object.fromEntries(Object.entries(object.data).map(([key, value]) => [key, value.replaceAll('\n', '')])),
      }
    : object;

/** The objects that Kustomize makes of a folder. */
export const render = (folder) =>
  objectsOf(execute(process.env.KUBECTL_PATH ?? 'kubectl', ['kustomize', folder])).map(unbroken);

/**
 * A folder of one's own beside the repository, with secrets, as docs/deployment.md says: `dir` is to be removed with all in it.
 *
 * @returns {{ dir: string, mine: string }}
 */
export function makeMine() {
  const dir = mkdtempSync(join(tmpdir(), 'errand-kustomize-'));
  const mine = join(dir, 'mine');
  symlinkSync(repository, join(dir, 'errand'));
  cpSync(join(repository, 'deploy/kubernetes/example'), mine, { recursive: true });
  const env = { PATH: process.env.PATH, ERRAND_SECRETS: 'secrets', ENV_FILE: '.env' };
  execute('sh', ['../errand/deploy/make-env.sh'], { cwd: mine, env });
  return { dir, mine };
}
