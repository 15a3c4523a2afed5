import { type ChannelModel, connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { Client } from '#contracts/contract.js';
import { testSigner } from '#testing/actors.js';
import { eventually } from '#testing/eventually.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { type RunningService, startService } from '#testing/service.js';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { gates, probeContract, probeService, seen } from './probe.js';

/** The probe, and somebody who asks it. */
export class ProbeFixture {
  readonly ada = { user_id: randomUUID() };

  private constructor(
    readonly servers: LentServers,
    public service: RunningService,
    private readonly connection: BrokerConnection,
    readonly client: CommandClient,
    readonly probe: Client<typeof probeContract>,
  ) {}

  static async start(): Promise<ProbeFixture> {
    return ProbeFixture.on(await lendServers('probe'));
  }

  /** Gives the servers back when it stops. */
  static async on(servers: LentServers): Promise<ProbeFixture> {
    const service = await startService(probeService, settingsFor(servers));
    await service.dataSource.query('CREATE TABLE effect (text VARCHAR(100))');
    const connection = new BrokerConnection(servers.broker.url, 'test');
    const client = new CommandClient(connection, 2000, testSigner);
    await eventually(() => {
      if (!connection.ready) throw new Error('There is no broker yet');
    });
    return new ProbeFixture(servers, service, connection, client, client.of(probeContract));
  }

  async stop(): Promise<void> {
    await this.connection.onApplicationShutdown();
    await this.service.stop();
    await this.servers.giveBack();
  }

  /** Before each test: nothing has been seen, and nothing waits. */
  forget(): void {
    seen.started = [];
    seen.events = [];
    gates.clear();
  }

  replica(): Promise<RunningService> {
    return startService(probeService, settingsFor(this.servers));
  }

  raw(): Promise<ChannelModel> {
    return connect(this.servers.broker.url);
  }

  /** How often a command or an event of this text had its effect. */
  async effects(text: string): Promise<number> {
    const rows = await this.service.dataSource.query<unknown[]>('SELECT text FROM effect WHERE text = ?', [text]);
    return rows.length;
  }
}

const settingsFor = ({ env, broker }: LentServers): Record<string, string> => ({
  PROBE_DATABASE_URL: env.TASK_DATABASE_URL,
  PROBE_BROKER_URL: broker.url,
  LOG_LEVEL: 'fatal',
});

/** Lets the slow commands and events of a text wait until what it answers is called. */
export function gate(text: string): () => void {
  let open!: () => void;
  gates.set(text, new Promise((resolve) => (open = resolve)));
  return open;
}
