import { Controller, Module } from '@nestjs/common';
import { events } from '#contracts/registry.js';
import { DatabaseModule } from '#database/database.module.js';
import { idToBytes } from '#database/id.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { eventRetryDelays } from '#messaging/event-retry.js';
import { On } from '#messaging/handles.js';
import { MessageServer } from '#messaging/server.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { brokerUrl, databaseUrl, processSettings } from '#service/environment.js';
import { HealthModule } from '#service/health.js';
import { Rotating } from '#service/rotating.js';
import { runService } from '#service/run.js';

/** One row an effect. Nothing here is unique: an event that has its effect twice is seen twice. */
class CreateEffect1764000900000 {
  name = 'CreateEffect1764000900000';

  async up(runner) {
    await runner.query(`
      CREATE TABLE effect (
        position BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        event_id BINARY(16) NOT NULL,
        type VARCHAR(100) NOT NULL,
        subject BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL
      )`);
  }

  async down(runner) {
    await runner.query('DROP TABLE effect');
  }
}

/** Takes every event there is, as a service of other people would, and writes down what it took. */
class Ledger {}
for (const event of events) {
  const value = async ({ id, subject, aggregateVersion }, transaction) => {
    const row = [idToBytes(id), event.type, idToBytes(subject), aggregateVersion];
    await transaction.query('INSERT INTO effect (event_id, type, subject, version) VALUES (?, ?, ?, ?)', row);
  };
  Object.defineProperty(Ledger.prototype, event.type, { value });
  On(event)(Ledger.prototype, event.type, Object.getOwnPropertyDescriptor(Ledger.prototype, event.type));
}
Controller()(Ledger);

class LedgerModule {
  static forRoot({ databaseUrl: url, ...messaging }) {
    const migrations = [CreateMessaging1764000000000, CreateIdempotency1764000050000, CreateEffect1764000900000];
    return {
      module: LedgerModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({ url, entities: [], migrations }),
        MessagingServiceModule.forRoot({ service: 'ledger', ...messaging }),
      ],
      controllers: [Ledger],
    };
  }
}
Module({})(LedgerModule);

await runService({
  name: 'ledger',
  settings: (environment) => ({
    ...processSettings(environment, 'ledger', 0),
    brokerUrl: brokerUrl(environment, 'ledger'),
    databaseUrl: databaseUrl(environment, 'ledger'),
    // nobody sends it commands
    actorKeys: new Rotating(''),
    retryDelays: eventRetryDelays(environment),
  }),
  module: (settings) => LedgerModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
});
