import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run } from '../../scripts/process/job.mjs';
import { becomeSwarm, docker, inRepository } from './engine.js';

export const scalable = ['frontend', 'backend', 'task', 'user', 'storage'] as const;
export type Scalable = (typeof scalable)[number];
export type ServiceName = Scalable | 'database' | 'broker';
/** Those whose schema a job of its own brings up to date. */
const migrated = ['task', 'user', 'storage'] as const;

const files = ['docker-compose.yml', 'deploy/swarm-without-ipvs.yml', 'test/deploy/looked-into.yml'];
/** Milliseconds that the first start of everything, and a change of one service, may take on a busy machine. */
const patience = 300_000;

/** The project as `docker stack deploy` runs it, on an engine that becomes a Swarm of one node for it. */
export class Stack {
  private constructor(
    readonly name: string,
    private readonly dir: string,
    private readonly leave: () => Promise<void>,
  ) {}

  /** Deploys it with secrets and volumes of its own, and waits until all of it works. */
  static async deploy(name: string, settings: Record<string, string>): Promise<Stack> {
    const dir = mkdtempSync(join(tmpdir(), `${name}-`));
    const secrets = { ERRAND_SECRETS: join(dir, 'secrets'), ENV_FILE: join(dir, '.env') };
    const made = await run('sh', [inRepository('deploy/make-env.sh')], { env: { ...process.env, ...secrets } });
    if (made.code !== 0) throw new Error(made.output);
    const stack = new Stack(name, dir, await becomeSwarm());
    const ports = { FRONTEND_PORT: '0', GATEWAY_PORT: '0', STORAGE_PORT: '0' };
    const flags = files.flatMap((file) => ['--compose-file', file]);
    try {
      await docker(['stack', 'deploy', ...flags, name], { ...secrets, ...ports, ...settings });
      await Promise.all([...scalable, 'database', 'broker'].map((service) => stack.settled(service as ServiceName)));
    } catch (error) {
      await stack.remove();
      throw error;
    }
    return stack;
  }

  /** `docker service scale`, until as many replicas work as it says, and no others are left. */
  async scale(service: Scalable, replicas: number): Promise<void> {
    await docker(['service', 'scale', '--detach', `${this.name}_${service}=${replicas}`]);
    await this.settled(service);
  }

  /** Replaces all replicas of a service, by another image or the same, in the way that docker-compose.yml says. */
  async roll(service: Scalable, image?: string): Promise<void> {
    const change = image ? ['--image', image] : ['--force'];
    await docker(['service', 'update', '--detach', ...change, `${this.name}_${service}`]);
    await this.until(service, async () => {
      const status = await this.update(service);
      if (/paused|rollback/.test(status)) throw new Error(`The update of ${service} is ${status}`);
      return status === 'completed';
    });
    await this.settled(service);
  }

  /** Replaces all replicas of a service by some that end at once, and waits until the Swarm has put back what was there. */
  async rollInVain(service: Scalable): Promise<void> {
    await docker(['service', 'update', '--detach', '--args', 'node nowhere.js', `${this.name}_${service}`]);
    await this.until(service, async () => (await this.update(service)) === 'rollback_completed');
    await this.settled(service);
  }

  /** What a command prints in one of the replicas of a service, errors too. */
  async inside(service: Scalable, command: string): Promise<string> {
    const [container] = await this.containers(service);
    return docker(['exec', container, 'sh', '-c', `exec 2>&1; ${command}`]);
  }

  /** Has the jobs of a version bring the schemas up to date, which its services wait for. */
  async migrate(version: string): Promise<void> {
    for (const service of migrated) {
      const job = `${this.name}_migrate-${service}`;
      await docker(['service', 'update', '--detach', '--image', `${service}:${version}`, job]);
    }
  }

  /** The image that a service runs, without its digest. */
  async image(service: ServiceName): Promise<string> {
    const image = await this.inspect(service, '{{.Spec.TaskTemplate.ContainerSpec.Image}}');
    return image.trim().split('@')[0];
  }

  /** How many replicas a service should have. */
  async replicas(service: ServiceName): Promise<number> {
    return Number(await this.inspect(service, '{{.Spec.Mode.Replicated.Replicas}}'));
  }

  /** Where the replicas that run publish a port, on this machine. */
  async addresses(service: ServiceName, port: number): Promise<string[]> {
    const format = `{{range $p, $b := .NetworkSettings.Ports}}{{if eq $p "${port}/tcp"}}{{range $b}}{{.HostPort}}{{end}}{{end}}{{end}}`;
    const containers = await this.containers(service);
    const ports = await Promise.all(
      containers.map((id) => docker(['inspect', '--format', format, id]).catch(() => '')),
    );
    return ports.filter(Boolean).map((found) => `127.0.0.1:${found}`);
  }

  /** A secret as this stack has it. */
  secret(name: string): string {
    return readFileSync(join(this.dir, 'secrets', name), 'utf8');
  }

  /** What the replicas of a service said, also those that ended, the last lines of each: a Swarm asked for it may never answer. */
  async logs(service: ServiceName): Promise<string> {
    const containers = await this.containers(service, ['--all']);
    const said = await Promise.all(containers.map((id) => docker(['logs', '--tail', '200', id]).catch(String)));
    return said.join('\n');
  }

  /** Stops it and removes what it stored. */
  async remove(): Promise<void> {
    await docker(['stack', 'rm', this.name]).catch(() => undefined);
    const its = ['--filter', `label=com.docker.stack.namespace=${this.name}`];
    const left = (): Promise<string> => docker(['ps', '--all', '--quiet', ...its]);
    for (const until = Date.now() + patience; (await left()) !== '' && Date.now() < until; await setTimeout(500)) {
      // a Swarm leaves those of jobs that are done: https://github.com/moby/moby/issues/44312
      await docker(['container', 'prune', '--force', ...its]).catch(() => undefined);
    }
    const volumes = ['database', 'broker', 'blobs', 'dumps'].map((volume) => `${this.name}_${volume}`);
    await docker(['volume', 'rm', '--force', ...volumes]);
    await this.leave();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Waits until as many replicas are healthy as there should be, and the others have ended. */
  private settled(service: ServiceName): Promise<void> {
    return this.until(service, async () => {
      const healthy = await this.containers(service, ['--filter', 'health=healthy']);
      const all = await this.containers(service);
      const wanted = await this.replicas(service);
      return healthy.length === wanted && all.length === wanted;
    });
  }

  private async until(service: ServiceName, isSo: () => Promise<boolean>): Promise<void> {
    for (const until = Date.now() + patience; !(await isSo());) {
      if (Date.now() > until) throw new Error(`${service} did not get there:\n${await this.logs(service)}`);
      await setTimeout(500);
    }
  }

  private async containers(service: ServiceName, filters: string[] = []): Promise<string[]> {
    const label = `label=com.docker.swarm.service.name=${this.name}_${service}`;
    const output = await docker(['ps', '--quiet', '--filter', label, ...filters]);
    return output.split('\n').filter(Boolean);
  }

  /** How far an update of a service is; empty before the first. */
  private async update(service: ServiceName): Promise<string> {
    return (await this.inspect(service, '{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}')).trim();
  }

  private inspect(service: ServiceName, format: string): Promise<string> {
    return docker(['service', 'inspect', '--format', format, `${this.name}_${service}`]);
  }
}
