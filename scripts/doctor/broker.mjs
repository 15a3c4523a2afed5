import { connect } from 'amqplib';
import { BROKER_ACCOUNTS } from '../servers/accounts.mjs';
import { fine, isAtLeast, problem, warning } from './finding.mjs';
import { examineVersion } from './versions.mjs';

const LEAST = '3.10';
const LETTERS = 'Look at them with: npm run errand -- deadletters list';

/**
 * Looks at the broker: whether each account may open it, what version it is, and, as the operator, whether each service takes
 * its commands and events, how much waits, and what it says that it is.
 *
 * @param {Record<string, string | undefined>} urls by account; `operator` is the one that may look into queues
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examineBroker({ operator, ...urls }) {
  const accounts = await Promise.all(BROKER_ACCOUNTS.map((account) => examineAccount(account, urls[account])));
  const what = 'broker';
  if (!operator)
    return [...accounts, problem(what, 'OPERATOR_BROKER_URL is not set', 'Set it, to have queues looked at.')];
  const queues = await withConnection(operator, async (connection) => {
    const { version } = connection.connection.serverProperties;
    const services = BROKER_ACCOUNTS.filter((account) => account !== 'gateway');
    return [
      isAtLeast(version, LEAST)
        ? fine(`${what} version`, `RabbitMQ ${version}`)
        : problem(`${what} version`, `RabbitMQ ${version}`, `Use RabbitMQ ${LEAST} or later.`),
      ...(await Promise.all(services.map((service) => examineQueues(connection, service)))),
      await examineLetters(connection, services),
      ...(await Promise.all(services.map((service) => examineVersion(connection, service, accountOf(operator))))),
    ];
  }).catch((error) => [problem(what, error.message, 'Is it up, and is OPERATOR_BROKER_URL right?')]);
  return [...accounts, ...queues];
}

const accountOf = (urls) => decodeURIComponent(new URL(urls.split(/,(?=amqps?:)/)[0]).username);

async function examineAccount(account, urls) {
  const what = `${account} broker`;
  const variable = `${account.toUpperCase()}_BROKER_URL`;
  if (!urls) return problem(what, `${variable} is not set`, 'Set it, or run this where Errand was started.');
  for (const url of urls.split(/,(?=amqps?:)/)) {
    const failure = await withConnection(url, () => undefined).catch((error) => error);
    if (failure)
      return problem(what, `${new URL(url).host}: ${failure.message}`, `Is it up, and is ${variable} right?`);
  }
  return fine(what, 'opens');
}

async function examineQueues(connection, service) {
  const what = `${service} queues`;
  const [classic, quorum, events] = await Promise.all(
    [`${service}.commands`, `${service}.commands.quorum`, `${service}.events`].map((queue) => look(connection, queue)),
  );
  const consumers = (classic?.consumerCount ?? 0) + (quorum?.consumerCount ?? 0);
  if (consumers === 0) return problem(what, 'nobody takes its commands', `Start the ${service} service.`);
  const waiting = events?.messageCount ?? 0;
  if (waiting > 1000)
    return warning(what, `${waiting} events wait`, `Read the log of the ${service} service; add replicas.`);
  return fine(what, `${consumers} take commands, ${waiting} events wait`);
}

async function examineLetters(connection, services) {
  const queues = ['errand.unrouted', ...services.map((service) => `${service}.events.dlq`)];
  const found = await Promise.all(queues.map((queue) => look(connection, queue)));
  const count = found.reduce((sum, queue) => sum + (queue?.messageCount ?? 0), 0);
  return count === 0 ? fine('dead letters', 'none') : warning('dead letters', String(count), LETTERS);
}

/** The broker closes a channel that asks for a queue which is not there. */
async function look(connection, queue) {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  return channel.checkQueue(queue).catch(() => undefined);
}

async function withConnection(url, work) {
  const connection = await connect(url, { noDelay: true, timeout: 5000 });
  connection.on('error', () => undefined);
  try {
    return await work(connection);
  } finally {
    await connection.close().catch(() => undefined);
  }
}
