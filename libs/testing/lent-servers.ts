import { connect } from 'amqplib';
import { mkdtempSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROKER_ACCOUNTS, OPERATOR } from '../../scripts/servers/accounts.mjs';
import { removeServers, startServers } from './stack.mjs';

/** A database and a broker that nobody else uses for the time being. */
export interface LentServers {
  /** Its administrator's address. */
  database: { url: string };
  /** The operator's address. */
  broker: { url: string };
  /** The addresses that processes use, each with an empty schema. */
  env: Record<string, string>;
  giveBack(): Promise<void>;
}

const services = BROKER_ACCOUNTS.filter((name) => name !== 'gateway');
const schemaOf = (service: string): string => `lent_${service}`;

/**
 * The database and the broker of the tests, which cost seconds to start, for a service that finds there nothing of those before
 * it. Who ends servers takes some of its own (`startServers`); so does everybody where all share one account of the broker.
 */
export async function lendServers(service: string): Promise<LentServers> {
  const { ERRAND_TEST_BROKER_URL: broker = '', ERRAND_TEST_ADMIN_DATABASE_URL: administrator = '' } = process.env;
  if (broker === '' || new URL(broker).username !== OPERATOR) return ownServers();
  await forgetLetters(broker, service);
  const forget = async (renew: boolean): Promise<void> => {
    const database = await createConnection(administrator);
    for (const schema of services.map(schemaOf)) {
      await database.query(`DROP DATABASE IF EXISTS ${schema}`);
      if (renew) await database.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    }
    await database.end();
  };
  await forget(true);
  return {
    database: { url: administrator },
    broker: { url: broker },
    env: Object.fromEntries([
      ...services.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, new URL(schemaOf(name), administrator).href]),
      ...BROKER_ACCOUNTS.map((name) => `${name.toUpperCase()}_BROKER_URL`).map((name) => [name, process.env[name]]),
    ]) as Record<string, string>,
    giveBack: () => forget(false),
  };
}

async function ownServers(): Promise<LentServers> {
  const dir = mkdtempSync(join(tmpdir(), 'errand-own-'));
  return { ...(await startServers(dir)), giveBack: () => removeServers(dir) };
}

/** Removes the queues of a service, and all letters that are dead or that nobody took. */
async function forgetLetters(broker: string, service: string): Promise<void> {
  const connection = await connect(broker);
  const channel = await connection.createChannel();
  const dead = [service, ...services].map((name) => `${name}.events.dlq`);
  // services find their queue for commands there, and may not make it
  const commands = services.includes(service) ? [] : [`${service}.commands`, `${service}.commands.quorum`];
  for (const queue of [`${service}.events`, ...dead, ...commands]) await channel.deleteQueue(queue);
  await channel.purgeQueue('errand.unrouted');
  await connection.close();
}
