import { mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable, isExecutable } from '../process/executable.mjs';
import { rememberedPort } from '../process/ports.mjs';
import { stopOne } from '../process/record.mjs';
import { Problem } from '../problem.mjs';
import { VHOST, brokerDefinitions } from './accounts.mjs';
import { spawnServer } from './private-server.mjs';
import { brokerAnswers, untilReady } from './ready.mjs';
import { readSecrets } from './secrets.mjs';
import { operatorUrl } from './urls.mjs';

const DEBIAN = '/usr/lib/rabbitmq/lib';

/**
 * The server's own script. The one that Debian has on the PATH will not do: it changes to another user.
 *
 * @returns {string | undefined}
 */
export function findBrokerServer() {
  const debian = listFolder(DEBIAN).map((version) => join(DEBIAN, version, 'sbin', 'rabbitmq-server'));
  const onPath = findExecutable('rabbitmq-server');
  const own =
    onPath === undefined || readFileSync(onPath, 'utf8').includes('su rabbitmq') ? [] : [realpathSync(onPath)];
  return [...debian, ...own].find(isExecutable);
}

/**
 * Starts a private RabbitMQ with its data in `<dir>/broker`, and waits until it lets its accounts in.
 *
 * @typedef {{ node: string, nodes: string[], epmd: number, cookie: string }} Cluster the name of one node, those of all, the
 *   port of the name server that they share, and what they know each other by
 *
 * @param {string} dir
 * @param {{ host: string, port: number, signal?: AbortSignal, cluster?: Cluster }} options `cluster` when it is a node of one
 */
export async function startPrivateBroker(dir, { host, port, signal, cluster }) {
  const server = findBrokerServer();
  const epmd = findExecutable('epmd');
  if (server === undefined || epmd === undefined) throw new Problem('There is no RabbitMQ server on this machine.');
  const base = join(dir, 'broker');
  const secrets = readSecrets(dir);
  mkdirSync(join(base, 'home'), { recursive: true, mode: 0o700 });
  const address = {
    host,
    amqp: port,
    epmd: cluster?.epmd ?? (await rememberedPort(base, 'epmd')),
    distribution: await rememberedPort(base, 'distribution'),
    node: cluster?.node ?? 'errand',
  };
  writeConfiguration(base, address, secrets, cluster);
  if (!cluster) await startNameServer(dir, epmd, { host, port: address.epmd, signal });
  const env = serverEnvironment(base, address);
  const { exited, log } = await spawnServer(dir, 'broker', server, [], { signal, env });
  const url = operatorUrl(`amqp://${host}:${port}`, secrets.broker);
  await untilReady('broker', () => brokerAnswers(url), { exited, log, signal });
  const end = async (by) => {
    const running = await stopOne(dir, 'broker', by);
    if (!cluster) await stopOne(dir, 'epmd', by);
    return running;
  };
  return {
    kind: `RabbitMQ ${/(\d+\.\d+\.\d+)/.exec(server)?.[1] ?? ''}`.trim(),
    exited,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** What nodes find each other by. A broker would otherwise start one by itself, and leave it behind. */
export function startNameServer(dir, epmd, { host, port, signal }) {
  return spawnServer(dir, 'epmd', epmd, ['-port', String(port), '-address', host], { signal });
}

function writeConfiguration(base, address, secrets, cluster) {
  const write = (name, text) => writeFileSync(join(base, name), text, { mode: 0o600 });
  write('definitions.json', JSON.stringify(brokerDefinitions(secrets.broker)));
  write('enabled_plugins', '[].\n');
  if (cluster) writeCookie(join(base, 'home', '.erlang.cookie'), cluster.cookie);
  write('advanced.config', '[{kernel, [{inet_dist_use_interface, {127, 0, 0, 1}}]}].\n');
  write(
    'rabbitmq.conf',
    [
      `listeners.tcp.1 = ${address.host}:${address.amqp}`,
      `load_definitions = ${join(base, 'definitions.json')}`,
      `default_vhost = ${VHOST}`,
      // without these, a disk with less free space than memory, or a small machine, blocks every publisher
      'disk_free_limit.absolute = 50MB',
      'vm_memory_high_watermark.absolute = 512MiB',
      'raft.wal_max_size_bytes = 33554432',
      ...(cluster ? clusterSettings(cluster) : []),
      '',
    ].join('\n'),
  );
}

function clusterSettings({ nodes }) {
  return [
    'cluster_formation.peer_discovery_backend = classic_config',
    ...nodes.map((node, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${node}@localhost`),
  ];
}

/** Erlang takes a cookie only from a file that nobody else can read. */
function writeCookie(file, cookie) {
  rmSync(file, { force: true });
  writeFileSync(file, cookie, { mode: 0o400 });
}

function serverEnvironment(base, address) {
  return {
    PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`,
    LANG: 'C.UTF-8',
    HOME: join(base, 'home'),
    // the Erlang machine takes the place of the shell that starts it, so that its process number is the one recorded
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_ADDRESS: address.host,
    ERL_EPMD_PORT: String(address.epmd),
    RABBITMQ_NODENAME: `${address.node}@localhost`,
    RABBITMQ_BASE: base,
    RABBITMQ_MNESIA_BASE: join(base, 'mnesia'),
    RABBITMQ_LOG_BASE: join(base, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: join(base, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(base, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(base, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(base, 'rabbit.pid'),
    RABBITMQ_DIST_PORT: String(address.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: process.env.RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS ?? '',
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_GENERATED_CONFIG_DIR: join(base, 'generated'),
    RABBITMQ_FEATURE_FLAGS_FILE: join(base, 'feature_flags'),
  };
}

function listFolder(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
