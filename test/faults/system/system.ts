import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { Failover } from '#testing/failover.js';
import { Proxy } from '#testing/proxy.js';
import { startCluster } from '../../../libs/testing/cluster.mjs';
import { again, removeServers, startProcesses, startServers, withoutLimits } from '../../../libs/testing/stack.mjs';
import { startGalera } from '../../../libs/testing/galera.mjs';
import { Ledger, ledgerSchema } from './ledger.js';
import { type LinkName, linkNames, linksTo } from './links.js';

type Servers = Pick<Awaited<ReturnType<typeof startServers>>, 'database' | 'broker'>;
type Processes = Awaited<ReturnType<typeof startProcesses>>;

type Cluster = Awaited<ReturnType<typeof startCluster>>;
type Galera = Awaited<ReturnType<typeof startGalera>>;

export const processNames = ['user', 'task', 'storage', 'gateway', 'frontend', 'ledger'] as const;
export type ProcessName = (typeof processNames)[number];

const aFolder = (): string => mkdtempSync(join(tmpdir(), 'errand-faults-'));
const notAsOne = (): Promise<never> => Promise.reject(new Error('A cluster is not one server'));
const asOne = { kill: notAsOne, stop: notAsOne };

/** Milliseconds before the further tries of an event that failed: what is poisonous dies within a run. */
export const retryDelays = [300, 1500];

/**
 * Everything that `npm start` runs and one consumer more, on a database and a broker of its own, with a network between them
 * that fails when it is told to.
 */
export class System {
  private constructor(
    private readonly dir: string,
    private readonly servers: Servers,
    private readonly links: ReadonlyMap<LinkName, Proxy>,
    private readonly processes: Processes,
    private readonly ledger: Ledger,
  ) {}

  /** `settings` are those of all processes. */
  static async start(settings: Record<string, string> = {}): Promise<System> {
    const dir = aFolder();
    const { database, broker } = await startServers(dir);
    return System.on(dir, { database, broker }, linkNames, settings);
  }

  /** The same on a broker that is a cluster, which the processes reach directly. */
  static async onCluster(nodes: number): Promise<{ system: System; cluster: Cluster }> {
    const dir = aFolder();
    const [database, cluster] = await Promise.all([again(dir).database(), startCluster(join(dir, 'cluster'), nodes)]);
    const broker = {
      get url() {
        return cluster.url;
      },
      env: cluster.env,
      ...asOne,
    };
    return { system: await System.on(dir, { database, broker }, linksTo('database'), {}), cluster };
  }

  /**
   * The same on a database that is a Galera cluster, behind one address: that of one node until it is gone, or, when they
   * are `spread`, of another node for each connection.
   */
  static async onGalera(nodes: number, { spread = false } = {}): Promise<{ system: System; cluster: Galera }> {
    const dir = aFolder();
    const [broker, cluster] = await Promise.all([again(dir).broker(), startGalera(join(dir, 'galera'), nodes)]);
    const front = await Failover.to(() => cluster.ports, { spread });
    const database = { ...cluster.urlsAt(front.address), ...asOne };
    return { system: await System.on(dir, { database, broker }, linksTo('broker'), {}), cluster };
  }

  private static async on(
    dir: string,
    servers: Servers,
    failing: readonly LinkName[],
    overrides: Record<string, string>,
  ): Promise<System> {
    const { database, broker } = servers;
    const links = new Map<LinkName, Proxy>();
    const address = async (link: LinkName, url: string): Promise<string> => {
      if (!failing.includes(link)) return url;
      const proxy = await Proxy.to(url);
      links.set(link, proxy);
      return proxy.through();
    };
    const ledgerDatabase = new URL(database.url);
    ledgerDatabase.pathname = `/${ledgerSchema}`;
    const urls = {
      GATEWAY_BROKER_URL: await address('gateway-broker', broker.env.GATEWAY_BROKER_URL),
      USER_BROKER_URL: await address('user-broker', broker.env.USER_BROKER_URL),
      TASK_BROKER_URL: await address('task-broker', broker.env.TASK_BROKER_URL),
      STORAGE_BROKER_URL: await address('storage-broker', broker.env.STORAGE_BROKER_URL),
      USER_DATABASE_URL: await address('user-database', database.env.USER_DATABASE_URL),
      TASK_DATABASE_URL: await address('task-database', database.env.TASK_DATABASE_URL),
      STORAGE_DATABASE_URL: await address('storage-database', database.env.STORAGE_DATABASE_URL),
    };
    const ledgerUrls = {
      LEDGER_BROKER_URL: await address('ledger-broker', broker.env.OPERATOR_BROKER_URL ?? broker.url),
      LEDGER_DATABASE_URL: await address('ledger-database', ledgerDatabase.href),
    };
    const settings = {
      EVENT_RETRY_DELAYS_MS: retryDelays.join(),
      ERRAND_FAULT_SUITE: '1',
      ...withoutLimits,
      ...overrides,
    };
    const processes = await startProcesses({ ...urls, ...settings });
    const ledger = await Ledger.of(processes.dir, database.url, { ...ledgerUrls, ...settings }, processes.log);
    ledger.start();
    await ledger.ready();
    return new System(dir, servers, links, processes, ledger);
  }

  /** Where people reach it. */
  get url(): string {
    return this.processes.url;
  }

  /** Where programs reach it. */
  get gatewayUrl(): string {
    return this.processes.gatewayUrl;
  }

  get databaseUrl(): string {
    return this.servers.database.url;
  }
  get brokerUrl(): string {
    return this.servers.broker.url;
  }

  /** What the processes said. */
  get log(): readonly string[] {
    return this.processes.log;
  }

  addressOf(name: ProcessName): string {
    return name === 'ledger' ? this.ledger.url : this.processes.addressOf(name);
  }

  link(name: LinkName): Proxy {
    const link = this.links.get(name);
    if (!link) throw new Error(`There is no ${name}`);
    return link;
  }

  /** Ends a process as a crash would. */
  async kill(name: ProcessName): Promise<void> {
    await (name === 'ledger' ? this.ledger.kill() : this.processes.kill(name));
  }

  /** Starts a process that was ended, with other settings where they are given; it does not wait until it can work. */
  async begin(name: ProcessName, overrides: Record<string, string> = {}): Promise<void> {
    if (name === 'ledger') this.ledger.start(overrides);
    else await this.processes.start(name, overrides);
  }

  /** Waits until a process answers at all, whether it can work or not. */
  async alive(name: ProcessName): Promise<void> {
    const live = `${this.addressOf(name)}/health/live`;
    await eventually(async () => {
      const { status } = await fetch(live, { signal: AbortSignal.timeout(2000) });
      if (status !== 200) throw new Error(`${name} is not there`);
    }, 60_000);
  }

  ready(name: ProcessName): Promise<void> {
    return name === 'ledger' ? this.ledger.ready() : this.processes.ready(name);
  }

  async killServer(name: 'database' | 'broker'): Promise<void> {
    await this.servers[name].kill();
  }

  /** Starts a server that was killed, with its data, and waits until it answers. */
  async restartServer(name: 'database' | 'broker'): Promise<void> {
    this.servers[name] = await again(this.dir)[name]();
  }

  /** Stops the processes in good order; the servers and their data stay. */
  async stopProcesses(): Promise<void> {
    await Promise.all([this.ledger.stop(), this.processes.stop()]);
  }

  /** Removes everything. */
  async remove(): Promise<void> {
    await this.stopProcesses();
    await Promise.all([...this.links.values()].map((link) => link.close()));
    await removeServers(this.dir);
  }
}
