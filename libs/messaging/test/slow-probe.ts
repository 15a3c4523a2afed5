import { type DynamicModule, Module } from '@nestjs/common';
import { type Client, contract, type Handlers, openCommand } from '#contracts/contract.js';
import { event } from '#contracts/event.js';
import { DatabaseModule } from '#database/database.module.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { processSettings, type ProcessSettings } from '#service/environment.js';
import { HealthModule } from '#service/health.js';
import type { Service } from '#service/run.js';
import { testSigner } from '#testing/actors.js';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { type RunningService, startService } from '#testing/service.js';
import { CommandClient } from '../client.js';
import { BrokerConnection } from '../connection.js';
import { CreateMessaging1764000000000 } from '../create-messaging.migration.js';
import { type MessagingSettings, messagingSettings } from '../messaging-settings.js';
import { Handles } from '../handles.js';
import { Outbox } from '../outbox.js';
import { MessageServer } from '../server.js';
import { MessagingServiceModule } from '../service.module.js';

export class Name {
  name!: string;
}

export const slowContract = contract('slow', {
  hold: openCommand(Name, Name),
  write: openCommand(Name, Name),
  lock: openCommand(Name, Name),
  sleep: openCommand(Name, Name),
  report: openCommand(Name, Name),
});

export const reported = event('slow', 'slow.reported', Name);

/** What commands wait for, by their name; those of other names do not wait. */
export const gates = new Map<string, Promise<void>>();
/** The names of the commands that were begun. */
export const begun: string[] = [];

/** Has commands of a name wait; opens the gate. */
export function gate(name: string): () => void {
  let open!: () => void;
  gates.set(name, new Promise((resolve) => (open = resolve)));
  return open;
}

@Handles(slowContract)
class SlowHandler implements Handlers<typeof slowContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  async hold({ name }: Name): Promise<Name> {
    begun.push(name);
    await gates.get(name);
    return { name };
  }

  /** Waits before it begins its transaction. */
  async write({ name }: Name): Promise<Name> {
    await this.hold({ name });
    await this.transactions.run((transaction) => transaction.query('INSERT INTO note VALUES (?)', [name]));
    return { name };
  }

  /** Changes a row, which others may hold. */
  async lock({ name }: Name): Promise<Name> {
    begun.push(name);
    await this.transactions.run((transaction) =>
      transaction.query("UPDATE note SET name = 'held' WHERE name = 'held'"),
    );
    return { name };
  }

  /** Reads outside of any transaction, for long. */
  async sleep({ name }: Name): Promise<Name> {
    begun.push(name);
    await this.transactions.manager.query('SELECT SLEEP(30)');
    return { name };
  }

  /** Waits, and reports the change of something that was changed before. */
  async report({ name }: Name): Promise<Name> {
    await this.hold({ name });
    const subject = { id: newId(), version: 2 };
    await this.transactions.run((transaction) => this.outbox.record(transaction, reported, subject, { name }));
    return { name };
  }
}

interface Settings extends ProcessSettings, MessagingSettings {
  databaseUrl: string;
  brokerUrl: string;
}

@Module({})
class SlowModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: SlowModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({ url: settings.databaseUrl, entities: [], migrations: [CreateMessaging1764000000000] }),
        MessagingServiceModule.forRoot({ service: 'slow', ...settings }),
      ],
      controllers: [SlowHandler],
    };
  }
}

const slowProbe: Service<Settings> = {
  name: 'slow',
  settings: (environment) => ({
    ...processSettings(environment, 'slow', 0),
    databaseUrl: environment.url('SLOW_DATABASE_URL', ['mysql']),
    brokerUrl: environment.urls('SLOW_BROKER_URL', ['amqp']),
    ...messagingSettings(environment),
  }),
  module: (settings) => SlowModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};

/** A service whose commands take as long as they are told to, and somebody who asks it. */
export class SlowFixture {
  private constructor(
    readonly servers: LentServers,
    readonly service: RunningService,
    private readonly connection: BrokerConnection,
    readonly client: CommandClient,
    readonly slow: Client<typeof slowContract>,
  ) {}

  static async start(): Promise<SlowFixture> {
    return SlowFixture.on(await lendServers('slow'));
  }

  /** Gives the servers back when it stops. */
  static async on(servers: LentServers): Promise<SlowFixture> {
    const service = await startService(slowProbe, {
      SLOW_DATABASE_URL: servers.env.TASK_DATABASE_URL,
      SLOW_BROKER_URL: servers.broker.url,
      LOG_LEVEL: 'fatal',
    });
    await service.dataSource.query('CREATE TABLE note (name VARCHAR(100))');
    const connection = new BrokerConnection(servers.broker.url, 'test');
    const client = new CommandClient(connection, undefined, testSigner);
    await eventually(() => {
      if (!connection.ready) throw new Error('There is no broker yet');
    });
    return new SlowFixture(servers, service, connection, client, client.of(slowContract));
  }

  /** What the service says of itself for Prometheus. */
  async metric(name: string): Promise<number> {
    const { body } = await new Http(this.service.url).get<string>('/metrics');
    const line = body.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.split(' ').at(-1));
  }

  async stop(): Promise<void> {
    await this.connection.onApplicationShutdown();
    await this.service.stop();
    await this.servers.giveBack();
  }
}
