import { askWhatItIs } from '../doctor/versions.mjs';
import { accountOf } from '../dead-letters/queue.mjs';
import { addressOf } from '../services.mjs';

/** Milliseconds that a process may take to say what it is. */
const PATIENCE = 5000;

/** Processes that take no commands: what they are is among their metrics. */
const ASKED_BY_HTTP = ['frontend', 'gateway'];
const ASKED_BY_COMMAND = ['task', 'user', 'storage'];

/**
 * What each process is, as the administration page tells it; one that does not answer is not available. Of several replicas one answers.
 *
 * @param {import('amqplib').ChannelModel} connection the operator's
 * @param {NodeJS.ProcessEnv} env where the processes listen
 */
export async function readVersions(connection, env) {
  const { product, version } = connection.connection.serverProperties;
  const processes = await Promise.all([
    ...ASKED_BY_HTTP.map((service) => told(service, () => askByHttp(addressOf(service, env)))),
    ...ASKED_BY_COMMAND.map((service) => told(service, () => askWhatItIs(connection, service, accountOf(connection)))),
  ]);
  return { processes, broker: `${product} ${version}` };
}

async function told(service, ask) {
  const nothing = { version: '', node: '', database: null };
  const about = await ask().catch(() => undefined);
  return { service, available: about !== undefined, ...nothing, ...about };
}

async function askByHttp(url) {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(PATIENCE) });
  const metrics = await answer.text();
  const [, version] = /^errand_info\{version="([^"]+)"/m.exec(metrics);
  const [, node] = /^nodejs_version_info\{version="v([^"]+)"/m.exec(metrics);
  return { version, node };
}
