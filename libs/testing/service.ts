import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { Client, Contract } from '#contracts/contract.js';
import { CommandClient } from '#messaging/client.js';
import { BrokerConnection } from '#messaging/connection.js';
import { Environment, type ProcessSettings } from '#service/environment.js';
import { createService, type Service } from '#service/run.js';
import { actorSettings, testSigner } from './actors.js';
import { eventually } from './eventually.js';

/** A service that runs in the test's own process, on the servers that the environment names. */
export interface RunningService {
  app: NestFastifyApplication;
  dataSource: DataSource;
  /** Where it listens. */
  url: string;
  /** The typed client of a contract, as the gateway would have it. */
  client<T extends Contract>(contract: T): Client<T>;
  stop(): Promise<void>;
}

/** Milliseconds that a call of a test may take: a busy machine is no failure of what is tested. */
const patience = 10_000;

/** Starts a service on a free port and waits until it can work. `overrides` are environment variables. */
export async function startService<S extends ProcessSettings>(
  service: Service<S>,
  overrides: Record<string, string> = {},
): Promise<RunningService> {
  const variables = {
    LOG_LEVEL: 'error',
    SECRETS_KEY: 'a key for tests, of 32 characters or more',
    ...actorSettings,
    ...process.env,
    [`${service.name.toUpperCase()}_PORT`]: '0',
    ...overrides,
  };
  const { app } = await createService(service, new Environment(variables));
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const own = app.get(BrokerConnection, { strict: false });
  const connection = own.knowsSenders ? new BrokerConnection(gatewayUrl(variables), 'gateway') : own;
  const client = new CommandClient(connection, patience, testSigner);
  await eventually(() => {
    if (!own.ready || !connection.ready) throw new Error('The service has no broker yet');
  });
  return {
    app,
    dataSource: app.get(DataSource, { strict: false }),
    url: await app.getUrl(),
    client: (contract) => client.of(contract),
    async stop() {
      if (connection !== own) await connection.onApplicationShutdown();
      await app.close();
    },
  };
}

/** Only the gateway may send commands, where each process has an account of its own. */
function gatewayUrl({ GATEWAY_BROKER_URL: url }: Record<string, string | undefined>): string {
  if (!url) throw new Error('GATEWAY_BROKER_URL is missing: run these tests with npm test');
  return url;
}
