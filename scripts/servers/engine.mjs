import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from '../prepare/debian.mjs';
import { Problem } from '../problem.mjs';
import { containersAnswer, hasContainers, startBrokerContainer, startDatabaseContainer } from './containers.mjs';
import { findDatabaseServer, startPrivateDatabase } from './mariadb.mjs';
import { findBrokerServer, startPrivateBroker } from './rabbitmq.mjs';

const FIND = { database: findDatabaseServer, broker: findBrokerServer };
const PACKAGES = { database: 'mariadb-server', broker: 'rabbitmq-server' };
const HELP = `Errand needs a database (MariaDB 10.11 or MySQL 8.4, or later) and a broker (RabbitMQ 3.10, or later).
Do one of these, then run the same command again:
  - start a container engine with Compose;
  - install the servers (they need not run):
      Debian, Ubuntu  sudo apt-get install mariadb-server rabbitmq-server
      macOS           brew install mariadb rabbitmq
  - set DATABASE_URL=mysql://root:password@host:3306 and BROKER_URL=amqp://user:password@host:5672/vhost.`;

let answers;

/**
 * Decides how the servers of a folder are run: as the last time, where their data is; else in containers when an engine
 * answers; else as processes of this machine, installed first where that is possible.
 *
 * @param {string} dir
 * @param {string[]} wanted of `database` and `broker`
 * @param {{ say: (line: string) => void }} options
 */
export async function chooseEngine(dir, wanted, { say }) {
  const isPrivate = existsSync(join(dir, 'database', 'data')) || existsSync(join(dir, 'broker', 'mnesia'));
  if (!isPrivate) {
    answers ??= containersAnswer();
    if (await answers) return { database: startDatabaseContainer, broker: startBrokerContainer };
    if (hasContainers(dir)) {
      throw new Problem(
        `The data of ${dir} is in containers, and no container engine answers: start it, or remove that folder.`,
      );
    }
  }
  const missing = wanted.filter((name) => FIND[name]() === undefined);
  if (missing.length > 0) {
    await installPackages(
      missing.map((name) => PACKAGES[name]),
      { say, otherwise: HELP },
    );
  }
  if (wanted.some((name) => FIND[name]() === undefined)) throw new Problem(HELP);
  return { database: startPrivateDatabase, broker: startPrivateBroker };
}
