import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Balancer } from '#testing/balancer.js';
import { eventually } from '#testing/eventually.js';
import { withoutLimits } from '../../libs/testing/stack.mjs';
import type { Observed } from '../faults/run.js';
import { Ledger, ledgerSchema } from '../faults/system/ledger.js';
import { retryDelays } from '../faults/system/system.js';
import { scalable, Stack } from './stack.js';

const open = { frontend: 80, backend: 8080, storage: 9000 } as const;
type Open = keyof typeof open;
/** Milliseconds between two looks at which replicas there are, and whether one is ready. */
const interval = 500;
const healthInterval = 150;
/** Milliseconds that a replica goes on for, which tells them that it will stop: on a busy machine they look late. */
const drainDelay = 5000;
/** Milliseconds in which a command is answered even there: less than clients wait. */
const deadline = 15_000;

/** A stack behind proxies that know its replicas and look at their health, and a consumer more that takes every event. */
export class Deployed implements Observed {
  readonly log: string[] = [];
  private looking: NodeJS.Timeout | undefined;

  private constructor(
    readonly stack: Stack,
    private readonly balancers: Record<Open, Balancer>,
    private readonly ledger: Ledger,
    private readonly servers: { database: string; broker: string },
    private readonly dir: string,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Deployed> {
    const balancers = {
      frontend: await Balancer.start(healthInterval),
      backend: await Balancer.start(healthInterval),
      storage: await Balancer.start(healthInterval),
    };
    const retries = { EVENT_RETRY_DELAYS_MS: retryDelays.join() };
    const stack = await Stack.deploy(`errand-${process.pid}`, {
      PUBLIC_URL: balancers.frontend.url,
      STORAGE_PUBLIC_URL: balancers.storage.url,
      DRAIN_DELAY_MS: String(drainDelay),
      COMMAND_DEADLINE_MS: String(deadline),
      ...retries,
      ...withoutLimits,
      ...settings,
    });
    const dir = mkdtempSync(join(tmpdir(), 'errand-ledger-'));
    const [database] = await stack.addresses('database', 3306);
    const [broker] = await stack.addresses('broker', 5672);
    const servers = {
      database: `mysql://root:${stack.secret('root_database_password')}@${database}`,
      broker: `amqp://operator:${stack.secret('operator_broker_password')}@${broker}/errand`,
    };
    const urls = { LEDGER_DATABASE_URL: `${servers.database}/${ledgerSchema}`, LEDGER_BROKER_URL: servers.broker };
    const log: string[] = [];
    const ledger = await Ledger.of(dir, servers.database, { ...urls, ...retries }, log);
    const deployed = new Deployed(stack, balancers, ledger, servers, dir);
    deployed.look();
    ledger.start();
    await ledger.ready(60_000);
    await eventually(() => {
      if (Object.values(balancers).some(({ targets }) => targets.length === 0)) throw new Error('Nobody is ready');
    }, 60_000);
    return deployed;
  }

  get url(): string {
    return this.balancers.frontend.url;
  }

  get gatewayUrl(): string {
    return this.balancers.backend.url;
  }

  get databaseUrl(): string {
    return this.servers.database;
  }

  get brokerUrl(): string {
    return this.servers.broker;
  }

  /** Of the gateway alone: the others are reached through it. */
  addressOf(): string {
    return this.gatewayUrl;
  }

  /** Stops all that writes, in good order, and keeps what it said; the servers stay. */
  async stopProcesses(): Promise<void> {
    await this.ledger.stop();
    await this.keepLogs();
    for (const service of scalable) await this.stack.scale(service, 0);
  }

  /** Keeps the last of what all replicas said so far. */
  async keepLogs(): Promise<void> {
    for (const service of scalable) this.log.push(await this.stack.logs(service));
  }

  async remove(): Promise<void> {
    clearTimeout(this.looking);
    await this.ledger.stop();
    for (const balancer of Object.values(this.balancers)) balancer.stop();
    await this.stack.remove();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Tells the proxies of new replicas, and of those that are gone. */
  private look(): void {
    const tell = async (service: Open): Promise<void> => {
      const balancer = this.balancers[service];
      const there = (await this.stack.addresses(service, open[service])).map((address) => `http://${address}`);
      for (const address of balancer.known.filter((each) => !there.includes(each))) balancer.remove(address);
      for (const address of there.filter((each) => !balancer.known.includes(each))) balancer.add(address);
    };
    const all = Promise.all((Object.keys(open) as Open[]).map(tell)).catch(() => undefined);
    void all.then(() => (this.looking = setTimeout(() => this.look(), interval)));
  }
}
