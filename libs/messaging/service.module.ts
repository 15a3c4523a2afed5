import { type DynamicModule, Module } from '@nestjs/common';
import { isLockConflict, isOutage } from '#database/outage.js';
import { type BrokerOptions, brokerConnection, messageServer } from './client.module.js';
import { INBOX } from './event-consumer.js';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { IS_OUTAGE, MessageServer } from './server.js';

/** For a service that owns data: commands and events in, events out through its outbox, each event once through its inbox. */
@Module({})
export class MessagingServiceModule {
  static forRoot(options: BrokerOptions): DynamicModule {
    return {
      module: MessagingServiceModule,
      global: true,
      providers: [
        brokerConnection(options),
        ...messageServer(options),
        { provide: IS_OUTAGE, useValue: (error: unknown) => isOutage(error) || isLockConflict(error) },
        { provide: INBOX, useClass: Inbox },
        Outbox,
        OutboxRelay,
      ],
      exports: [MessageServer, Outbox],
    };
  }
}
