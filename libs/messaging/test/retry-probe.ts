import { Controller, type DynamicModule, Module } from '@nestjs/common';
import { type Channel, type ChannelModel, connect, type GetMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type Delivered, event } from '#contracts/event.js';
import { Failure } from '#contracts/failure.js';
import { DatabaseModule } from '#database/database.module.js';
import { processSettings, type ProcessSettings } from '#service/environment.js';
import { HealthModule } from '#service/health.js';
import type { Service } from '#service/run.js';
import { eventually } from '#testing/eventually.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { type RunningService, startService } from '#testing/service.js';
import { CreateMessaging1764000000000 } from '../create-messaging.migration.js';
import { type MessagingSettings, messagingSettings } from '../messaging-settings.js';
import { On } from '../handles.js';
import { MessageServer } from '../server.js';
import { MessagingServiceModule } from '../service.module.js';

export const retryDelays = [200, 600];

export class Errand {
  text!: string;
}

const asked = event('elsewhere', 'errand.asked', Errand);

/** How an event with this text fails: the errors of its tries, one after the other; none for those after the last. */
export const failures = new Map<string, Error[]>();
/** When each text was tried, ms since the epoch. */
export const tries = new Map<string, number[]>();

@Controller()
class ErrandListener {
  @On(asked)
  async asked({ data: { text } }: Delivered<Errand>, transaction: EntityManager): Promise<void> {
    tries.set(text, [...(tries.get(text) ?? []), Date.now()]);
    await transaction.query('INSERT INTO effect (text) VALUES (?)', [text]);
    const failure = failures.get(text)?.shift();
    if (failure) throw failure;
  }
}

interface Settings extends ProcessSettings, MessagingSettings {
  databaseUrl: string;
  brokerUrl: string;
}

@Module({})
class RetryProbeModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: RetryProbeModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({ url: settings.databaseUrl, entities: [], migrations: [CreateMessaging1764000000000] }),
        MessagingServiceModule.forRoot({ service: 'probe', ...settings }),
      ],
      controllers: [ErrandListener],
    };
  }
}

const retryProbe: Service<Settings> = {
  name: 'probe',
  settings: (environment) => ({
    ...processSettings(environment, 'probe', 0),
    databaseUrl: environment.url('PROBE_DATABASE_URL', ['mysql']),
    brokerUrl: environment.url('PROBE_BROKER_URL', ['amqp']),
    ...messagingSettings(environment),
    retryDelays,
  }),
  module: (settings) => RetryProbeModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};

/** A service whose events fail as they are told to. */
export class RetryFixture {
  private constructor(
    readonly servers: LentServers,
    readonly service: RunningService,
    readonly broker: ChannelModel,
    readonly channel: Channel,
  ) {}

  /** `overrides` are environment variables of the service. */
  static async start(overrides: Record<string, string> = {}): Promise<RetryFixture> {
    return RetryFixture.on(await lendServers('probe'), overrides);
  }

  /** Gives the servers back when it stops. */
  static async on(servers: LentServers, overrides: Record<string, string> = {}): Promise<RetryFixture> {
    const service = await startService(retryProbe, {
      PROBE_DATABASE_URL: servers.env.TASK_DATABASE_URL,
      PROBE_BROKER_URL: servers.broker.url,
      LOG_LEVEL: 'fatal',
      ...overrides,
    });
    await service.dataSource.query('CREATE TABLE effect (text VARCHAR(100))');
    const broker = await connect(servers.broker.url);
    return new RetryFixture(servers, service, broker, await broker.createChannel());
  }

  async stop(): Promise<void> {
    await this.broker.close();
    await this.service.stop();
    await this.servers.giveBack();
  }

  /** Publishes an event as another service would; answers its id. */
  ask(text: string, options: { headers?: Record<string, unknown>; id?: string; type?: string } = {}): string {
    const id = options.id ?? randomUUID();
    const headers = {
      'cloudEvents:id': id,
      'cloudEvents:subject': randomUUID(),
      'cloudEvents:time': new Date().toISOString(),
      'cloudEvents:aggregateversion': 1,
      ...options.headers,
    };
    this.publish(Buffer.from(JSON.stringify({ text })), headers, options.type);
    return id;
  }

  publish(content: Buffer, headers: Record<string, unknown>, type = asked.type): void {
    const messageId = headers['cloudEvents:id'] as string | undefined;
    this.channel.publish('errand.events', type, content, {
      headers,
      userId: 'operator',
      persistent: true,
      ...(messageId ? { messageId } : {}),
    });
  }

  async effects(text: string): Promise<number> {
    return (await this.service.dataSource.query<unknown[]>('SELECT text FROM effect WHERE text = ?', [text])).length;
  }

  /** How many dead letters there are. */
  async dead(): Promise<number> {
    return (await this.channel.checkQueue('probe.events.dlq')).messageCount;
  }

  /** Waits for a dead letter and takes it. */
  takeLetter(): Promise<GetMessage> {
    return eventually(async () => {
      const letter = await this.channel.get('probe.events.dlq', { noAck: true });
      if (!letter) throw new Error('There is no dead letter');
      return letter;
    });
  }
}

export const refusal = (kind: 'invalid' | 'not_found'): Failure => new Failure(kind, `probe.${kind}`, 'No.');
