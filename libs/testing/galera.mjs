import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { stopInfrastructure } from '../../scripts/infrastructure.mjs';
import { freePort } from '../../scripts/process/ports.mjs';
import { recoverPosition, startPrivateDatabase } from '../../scripts/servers/mariadb.mjs';
import { untilReady } from '../../scripts/servers/ready.mjs';
import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { administratorUrl, databaseUrls } from '../../scripts/servers/urls.mjs';

const host = '127.0.0.1';
const provider = '/usr/lib/galera/libgalera_smm.so';

/**
 * A Galera cluster on the loopback address, of the MariaDB that is installed on this machine.
 *
 * @param {string} dir
 * @param {number} size
 */
export async function startGalera(dir, size) {
  const secrets = readSecrets(dir);
  const path = await writeTransfer(dir);
  const nodes = [];
  for (let index = 0; index < size; index++) {
    const [port, group, increments, state] = [await freePort(), await freePort(), await freePort(), await freePort()];
    nodes.push({ name: `node-${index + 1}`, folder: join(dir, `node-${index + 1}`), port, group, increments, state });
  }
  const all = nodes.map(({ group }) => `${host}:${group}`).join();
  const servers = new Map();
  const start = async (node, further = []) => {
    const member = { path, args: [...memberArguments(node, all), ...further] };
    servers.set(node, await startPrivateDatabase(node.folder, { host, port: node.port, member }));
    await untilSynced(urlOf(node));
  };
  const urlOf = ({ port }) => administratorUrl(`mysql://${host}:${port}`, secrets.database);

  const [first, ...others] = nodes;
  await mkdir(first.folder, { recursive: true });
  await cp(join(dir, 'secrets.json'), join(first.folder, 'secrets.json'));
  const alone = await startPrivateDatabase(first.folder, { host, port: first.port });
  await alone.stop();
  // all begin with the data of one that was a cluster by itself: whoever joins needs no copy of it
  await start(first, ['--wsrep-new-cluster']);
  await servers.get(first).stop();
  for (const { folder } of others) await cp(first.folder, folder, { recursive: true });
  await start(first, ['--wsrep-new-cluster']);
  await Promise.all(others.map((node) => start(node)));

  return {
    /** Where each node listens, while it is up. @returns {number[]} */
    get ports() {
      return nodes.filter((node) => servers.has(node)).map(({ port }) => port);
    },
    /** The administrator's address, and those of the services, where the nodes are reached at this one. @param {string} address */
    urlsAt: (address) => ({
      url: administratorUrl(`mysql://${address}`, secrets.database),
      env: databaseUrls(`mysql://${address}`, secrets.database),
    }),
    /** Ends a node as a crash would. @param {number} index */
    async kill(index) {
      const server = servers.get(nodes[index]);
      servers.delete(nodes[index]);
      await server.kill();
    },
    /** Starts a node that was killed, and waits until it has what it missed. @param {number} index */
    async restart(index) {
      const node = nodes[index];
      const position = await recoverPosition(node.folder, memberArguments(node, all));
      await start(node, position ? [`--wsrep-start-position=${position}`] : []);
    },
    /** Ends all nodes and removes what they stored. */
    async remove() {
      for (const { folder } of nodes) await stopInfrastructure(folder, { data: true });
    },
  };
}

/**
 * How a node that joins is told from where on it gets what it missed. What comes with the server would also copy everything,
 * with an rsync that root cannot use for that; here all began with the same data.
 */
async function writeTransfer(dir) {
  const script = `#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in --role) role=$2 ;; --address) address=$2 ;; --gtid) gtid=$2 ;; --bypass) bypass=1 ;; esac
  shift
done
told="${dir}/bin/$(echo "$address" | sed 's,/.*,,').told"
case "$role$bypass" in
  joiner) rm -f "$told"; echo "ready $address"; until [ -e "$told" ]; do sleep 0.1; done; cat "$told" ;;
  donor1) echo "$gtid" >"$told.new" && mv "$told.new" "$told"; echo "done $gtid" ;;
  *) exit 22 ;;
esac
`;
  await mkdir(join(dir, 'bin'));
  await writeFile(join(dir, 'bin', 'wsrep_sst_errand'), script, { mode: 0o755 });
  return `${process.env.PATH}:${join(dir, 'bin')}`;
}

function memberArguments({ name, group, increments, state }, all) {
  const options = {
    base_host: host,
    base_port: group,
    'gmcast.listen_addr': `tcp://${host}:${group}`,
    'ist.recv_addr': `${host}:${increments}`,
    // who is silent for two seconds is voted out; unless told for five
    'evs.keepalive_period': 'PT0.5S',
    'evs.suspect_timeout': 'PT2S',
    'evs.inactive_timeout': 'PT4S',
    'evs.inactive_check_period': 'PT0.5S',
  };
  return [
    '--wsrep-on=ON',
    `--wsrep-provider=${provider}`,
    '--wsrep-cluster-name=errand',
    `--wsrep-cluster-address=gcomm://${all}`,
    `--wsrep-node-name=${name}`,
    `--wsrep-node-address=${host}:${group}`,
    `--wsrep-provider-options=${Object.entries(options)
      .map(([key, value]) => `${key}=${value}`)
      .join(';')}`,
    '--wsrep-sst-method=errand',
    `--wsrep-sst-receive-address=${host}:${state}`,
    // who reads sees all that was committed before, on whatever node
    '--wsrep-sync-wait=3',
    '--wsrep-slave-threads=2',
    // for the triggers that guard the security log
    '--log-bin-trust-function-creators=ON',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
  ];
}

async function untilSynced(url) {
  await untilReady(
    'database',
    async () => {
      const connection = await createConnection(url);
      try {
        const [[row]] = await connection.query("SHOW STATUS LIKE 'wsrep_local_state_comment'");
        return row.Value === 'Synced';
      } finally {
        await connection.end();
      }
    },
    {},
  );
}
