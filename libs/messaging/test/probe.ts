import { type DynamicModule, Module } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { command, contract, type Handlers, once, openCommand, query } from '#contracts/contract.js';
import { type Delivered, event } from '#contracts/event.js';
import { Failure } from '#contracts/failure.js';
import { newId } from '#database/id.js';
import { DatabaseModule } from '#database/database.module.js';
import { Transactions } from '#database/transactions.js';
import { HealthModule } from '#service/health.js';
import { processSettings, type ProcessSettings } from '#service/environment.js';
import type { Service } from '#service/run.js';
import { CreateIdempotency1764000050000 } from '../create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '../create-messaging.migration.js';
import { type MessagingSettings, messagingSettings } from '../messaging-settings.js';
import { Handles, On } from '../handles.js';
import { Outbox } from '../outbox.js';
import { MessageServer } from '../server.js';
import { MessagingServiceModule } from '../service.module.js';

export class Text {
  text!: string;
}

export const probeContract = contract('probe', {
  echo: query(Text, Text),
  add: command(Text, Text),
  slowAdd: command(Text, Text),
  join: once(openCommand(Text, Text)),
  refuse: openCommand(Text),
  crash: openCommand(Text),
  slow: openCommand(Text, Text),
  announce: openCommand(Text, Text),
});

/** A contract whose service does not exist. */
export const ghostContract = contract('ghost', { ask: openCommand(Text, Text) });

export const announced = event('probe', 'probe.announced', Text);

/** What the handlers of this test saw and wait for. */
export const seen = { started: [] as string[], events: [] as Delivered<Text>[], failures: 0 };
export const gates = new Map<string, Promise<void>>();

@Handles(probeContract)
class ProbeHandler implements Handlers<typeof probeContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  echo({ text }: Text, actor: Actor): Promise<Text> {
    return Promise.resolve({ text: `${actor.user_id} said ${text}` });
  }

  /** Changes the database, and answers what no second execution would. */
  add({ text }: Text): Promise<Text> {
    return this.transactions.run(async (transaction) => {
      await transaction.query('INSERT INTO effect (text) VALUES (?)', [text]);
      if (text.startsWith('refused')) throw new Failure('conflict', 'probe.refused', 'No.');
      return { text: `${text} as ${newId()}` };
    });
  }

  async slowAdd(input: Text): Promise<Text> {
    seen.started.push(input.text);
    await gates.get(input.text);
    return this.add(input);
  }

  /** What somebody asks for who is not signed in yet. */
  join(input: Text): Promise<Text> {
    return this.add(input);
  }

  refuse(): Promise<void> {
    throw new Failure('conflict', 'probe.refused', 'No.', { field: 'text', expected: 'another text' });
  }

  crash(): Promise<void> {
    throw new TypeError('secret details');
  }

  async slow({ text }: Text): Promise<Text> {
    seen.started.push(text);
    await gates.get(text);
    return { text };
  }

  announce({ text }: Text): Promise<Text> {
    const id = newId();
    return this.transactions.run(async (transaction) => {
      await this.outbox.record(transaction, announced, { id, version: 1 }, { text });
      if (text === 'roll back') throw new Failure('conflict', 'probe.rolled_back', 'It never happened.');
      return { text: id };
    });
  }

  @On(announced)
  async note(event: Delivered<Text>, transaction: EntityManager): Promise<void> {
    await transaction.query('INSERT INTO effect (text) VALUES (?)', [event.data.text]);
    if (event.data.text === 'fails twice' && seen.failures++ < 2) throw new Error('not yet');
    seen.events.push(event);
  }
}

@Module({})
class ProbeModule {
  static forRoot(settings: ProbeSettings): DynamicModule {
    return {
      module: ProbeModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({
          url: settings.databaseUrl,
          entities: [],
          migrations: [CreateMessaging1764000000000, CreateIdempotency1764000050000],
        }),
        MessagingServiceModule.forRoot({ service: 'probe', ...settings }),
      ],
      controllers: [ProbeHandler],
    };
  }
}

interface ProbeSettings extends ProcessSettings, MessagingSettings {
  databaseUrl: string;
  brokerUrl: string;
}

/** A service that does nothing but show how messages travel. */
export const probeService: Service<ProbeSettings> = {
  name: 'probe',
  settings: (environment) => ({
    ...processSettings(environment, 'probe', 0),
    databaseUrl: environment.url('PROBE_DATABASE_URL', ['mysql']),
    brokerUrl: environment.urls('PROBE_BROKER_URL', ['amqp']),
    ...messagingSettings(environment),
    retryDelays: [100, 200],
  }),
  module: (settings) => ProbeModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};
