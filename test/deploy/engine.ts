import { join } from 'node:path';
import { run } from '../../scripts/process/job.mjs';
import { root } from '../../scripts/root.mjs';

/** Milliseconds after which an engine that does not answer is given up: it may take a command and never end it. */
const patience = 120_000;

/**
 * Runs a command of the engine in the repository's folder; answers what it prints, and throws when it fails or takes longer
 * than `timeout`, in milliseconds.
 */
export async function docker(
  args: string[],
  env: Record<string, string> = {},
  timeout: number = patience,
): Promise<string> {
  const { code, output } = await run('docker', args, { cwd: root, env: { ...process.env, ...env }, timeout });
  if (code !== 0) throw new Error(`docker ${args.join(' ')} failed:\n${output}`);
  return output;
}

/** A file of the repository. */
export const inRepository = (...path: string[]): string => join(root, ...path);

const gateway = 'docker_gwbridge';

/**
 * Makes this engine a Swarm of one node, unless it is one, whose ports are open on the loopback address only; answers how to
 * undo that.
 */
export async function becomeSwarm(): Promise<() => Promise<void>> {
  const state = await docker(['info', '--format', '{{.Swarm.LocalNodeState}}']);
  if (state === 'active') return () => Promise.resolve();
  await docker(['network', 'rm', gateway]).catch(() => undefined);
  const options = {
    'com.docker.network.bridge.name': gateway,
    'com.docker.network.bridge.enable_icc': 'false',
    'com.docker.network.bridge.enable_ip_masquerade': 'true',
    'com.docker.network.bridge.host_binding_ipv4': '127.0.0.1',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['--opt', `${name}=${value}`]);
  await docker(['network', 'create', ...flags, gateway]);
  await docker(['swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377']);
  return async () => {
    await docker(['swarm', 'leave', '--force']);
    await docker(['network', 'rm', gateway]).catch(() => undefined);
  };
}
