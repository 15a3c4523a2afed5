import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { Contract } from '#contracts/contract.js';
import type { Rotating } from '#service/rotating.js';
import { Readiness } from '#service/health.js';
import { ActorSigner } from './actor-signer.js';
import { clientToken, CommandClient, DEFAULT_DEADLINE } from './client.js';
import { BrokerConnection } from './connection.js';
import { CONSUMER_NAME, EventConsumer } from './event-consumer.js';
import { IS_OUTAGE } from './outage.js';
import { MessageServer, SERVICE_NAME } from './server.js';

export interface BrokerOptions {
  /** Name of the process: of its queues, and of its connection in the broker's lists. */
  service: string;
  brokerUrl: string;
}

/** One connection to the broker, watched by readiness. */
export const brokerConnection = ({ service, brokerUrl }: BrokerOptions): Provider => ({
  provide: BrokerConnection,
  inject: [Readiness],
  useFactory: (readiness: Readiness) => {
    const connection = new BrokerConnection(brokerUrl, service);
    readiness.register('broker', () => connection.ready);
    return connection;
  },
});

/** What takes messages from the broker and hands them to Nest's handlers. */
export const messageServer = ({ service }: BrokerOptions): Provider[] => [
  { provide: SERVICE_NAME, useValue: service },
  { provide: CONSUMER_NAME, useValue: service },
  EventConsumer,
  MessageServer,
];

/** For a process that asks others and owns no data: typed clients, and events heard by every replica. */
@Module({})
export class MessagingClientModule {
  /** `deadline`: milliseconds that a call waits for its answer; `actorKey`: what it signs with on whose behalf it asks. */
  static forRoot(
    options: BrokerOptions & { contracts: readonly Contract[]; deadline: number; actorKey: Rotating },
  ): DynamicModule {
    const clients = options.contracts.map((contract) => ({
      provide: clientToken(contract),
      inject: [CommandClient],
      useFactory: (client: CommandClient) => client.of(contract),
    }));
    return {
      module: MessagingClientModule,
      global: true,
      providers: [
        brokerConnection(options),
        ...messageServer(options),
        { provide: IS_OUTAGE, useValue: () => false },
        { provide: DEFAULT_DEADLINE, useValue: options.deadline },
        { provide: ActorSigner, useValue: new ActorSigner(options.actorKey) },
        CommandClient,
        ...clients,
      ],
      exports: [
        BrokerConnection,
        MessageServer,
        EventConsumer,
        CommandClient,
        ...clients.map(({ provide }) => provide),
      ],
    };
  }
}
