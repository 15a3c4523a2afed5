import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stopInfrastructure } from '../../scripts/infrastructure.mjs';
import { findExecutable } from '../../scripts/process/executable.mjs';
import { freePort } from '../../scripts/process/ports.mjs';
import { startNameServer, startPrivateBroker } from '../../scripts/servers/rabbitmq.mjs';
import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { brokerUrls, operatorUrl } from '../../scripts/servers/urls.mjs';

const host = '127.0.0.1';

/**
 * A RabbitMQ cluster on the loopback address, of the server that is installed on this machine.
 *
 * @param {string} dir
 * @param {number} size
 */
export async function startCluster(dir, size) {
  const secrets = readSecrets(dir);
  const names = Array.from({ length: size }, (_, index) => `errand${index + 1}`);
  const shared = { nodes: names, epmd: await freePort(), cookie: randomBytes(12).toString('hex') };
  const epmd = findExecutable('epmd');
  if (epmd === undefined) throw new Error('There is no RabbitMQ on this machine');
  await startNameServer(dir, epmd, { host, port: shared.epmd });
  const folder = (name) => join(dir, name);
  for (const name of names) {
    mkdirSync(folder(name), { recursive: true });
    cpSync(join(dir, 'secrets.json'), join(folder(name), 'secrets.json'));
  }

  const nodes = [];
  for (const name of names) nodes.push({ name, port: await freePort() });
  const servers = new Map();
  const start = async ({ name, port }) => {
    servers.set(name, await startPrivateBroker(folder(name), { host, port, cluster: { node: name, ...shared } }));
  };
  await start(nodes[0]);
  await Promise.all(nodes.slice(1).map(start));

  const bases = nodes.map(({ port }) => `amqp://${host}:${port}`);
  const each = bases.map((base) => ({
    ...brokerUrls(base, secrets.broker),
    OPERATOR_BROKER_URL: operatorUrl(base, secrets.broker),
  }));
  return {
    /** Where each node listens. */
    ports: nodes.map(({ port }) => port),
    /** The addresses of all nodes for each process, with commas between. */
    env: Object.fromEntries(Object.keys(each[0]).map((name) => [name, each.map((urls) => urls[name]).join()])),
    /** The address of the one that may do everything, on a node that is up. */
    get url() {
      return operatorUrl(bases[names.findIndex((name) => servers.has(name))], secrets.broker);
    },
    /** Ends a node as a crash would. @param {number} index */
    async kill(index) {
      const server = servers.get(names[index]);
      servers.delete(names[index]);
      await server.kill();
    },
    /** Starts a node that was killed, and waits until it lets its accounts in. @param {number} index */
    restart: (index) => start(nodes[index]),
    /** Ends all nodes and removes what they stored. */
    async remove() {
      for (const name of names) await stopInfrastructure(folder(name), { data: true });
      await stopInfrastructure(dir, { data: true });
    },
  };
}
