import { type DynamicModule, Module } from '@nestjs/common';
import { isLockConflict, isOutage } from '#database/outage.js';
import { ActorVerifier } from './actor-verifier.js';
import { type BrokerOptions, brokerConnection, messageServer } from './client.module.js';
import { INBOX } from './event-consumer.js';
import { UNROUTED_AFTER } from './event-publisher.js';
import { RETRY_DELAYS } from './event-retry.js';
import type { MessagingSettings } from './messaging-settings.js';
import { Idempotency } from './idempotency.js';
import { Inbox } from './inbox.js';
import { IS_OUTAGE } from './outage.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxWatch } from './outbox-watch.js';
import { IDEMPOTENCY } from './repeatable.js';
import { MessageServer } from './server.js';

/** For a service that owns data: commands and events in, events out through its outbox, each event once through its inbox. */
@Module({})
export class MessagingServiceModule {
  static forRoot({
    actorKeys,
    retryDelays,
    unroutedAfter,
    ...options
  }: BrokerOptions & MessagingSettings): DynamicModule {
    return {
      module: MessagingServiceModule,
      global: true,
      providers: [
        brokerConnection(options),
        ...messageServer(options),
        { provide: IS_OUTAGE, useValue: (error: unknown) => isOutage(error) || isLockConflict(error) },
        { provide: RETRY_DELAYS, useValue: retryDelays },
        { provide: UNROUTED_AFTER, useValue: unroutedAfter },
        { provide: ActorVerifier, useValue: new ActorVerifier(actorKeys) },
        { provide: INBOX, useClass: Inbox },
        { provide: IDEMPOTENCY, useClass: Idempotency },
        Outbox,
        OutboxRelay,
        OutboxWatch,
      ],
      exports: [MessageServer, Outbox, IDEMPOTENCY],
    };
  }
}
