import { createHash, randomBytes } from 'node:crypto';
import { topicPermissions } from './event-rights.mjs';

/** One schema for each service that stores data; the account that may change it has the same name. */
export const SCHEMAS = ['errand_task', 'errand_user', 'errand_storage'];

/** The account that a service works with: it reads and writes rows, and may change or remove nothing that guards them. */
export const servingAccount = (schema) => `${schema}_service`;

/** All accounts of the services on the database. */
export const DATABASE_ACCOUNTS = SCHEMAS.flatMap((schema) => [schema, servingAccount(schema)]);

/** One broker account for each process that speaks AMQP. */
export const BROKER_ACCOUNTS = ['gateway', 'task', 'user', 'storage'];

/** The broker account that may do anything in Errand's virtual host: for tests and for looking after dead letters. */
export const OPERATOR = 'operator';

export const VHOST = 'errand';

/**
 * The SQL that makes, or mends, the schemas and their accounts, each of which can open its own schema only: one that brings it up to
 * date, and one that works with it. It can be run again at any time, on MySQL and on MariaDB.
 *
 * @param {Record<string, string>} passwords by account
 * @returns {string[]}
 */
export function schemaStatements(passwords) {
  return SCHEMAS.flatMap((schema) => [
    `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
    ...granted(schema, 'ALL PRIVILEGES', schema, passwords),
    ...granted(servingAccount(schema), 'SELECT, INSERT, UPDATE, DELETE', schema, passwords),
  ]);
}

const granted = (account, rights, schema, passwords) => [
  ...accountStatements(account, '%', passwords[account]),
  // in a grant, `_` stands for any character: https://dev.mysql.com/doc/refman/8.4/en/grant.html
  `GRANT ${rights} ON \`${schema.replaceAll('_', '\\_')}\`.* TO '${account}'@'%'`,
];

/**
 * The SQL that gives a private instance its administrator, `root` over TCP, and closes every other way in.
 *
 * @param {string} password
 * @returns {string[]}
 */
export function administratorStatements(password) {
  return [
    ...accountStatements('root', 'localhost', password),
    ...accountStatements('root', '127.0.0.1', password),
    `GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION`,
    `DROP USER IF EXISTS 'root'@'::1', ''@'localhost'`,
  ];
}

function accountStatements(name, host, password) {
  return [
    `CREATE USER IF NOT EXISTS '${name}'@'${host}' IDENTIFIED BY '${password}'`,
    `ALTER USER '${name}'@'${host}' IDENTIFIED BY '${password}'`,
  ];
}

/**
 * RabbitMQ's definitions: the virtual host, the accounts, what each may touch, and what they share. Leaving out `guest` means
 * that it does not exist.
 *
 * @param {Record<string, string>} passwords by account
 */
export function brokerDefinitions(passwords) {
  const accounts = [...BROKER_ACCOUNTS, OPERATOR];
  return {
    vhosts: [{ name: VHOST }],
    users: accounts.map((name) => ({
      name,
      password_hash: passwordHash(passwords[name]),
      hashing_algorithm: 'rabbit_password_hashing_sha256',
      tags: [],
    })),
    permissions: accounts.map((user) => ({ user, vhost: VHOST, ...permissionsOf(user) })),
    topic_permissions: topicPermissions(VHOST),
    exchanges: EXCHANGES,
    queues: [queue('errand.unrouted', { 'x-queue-type': 'quorum' })],
    bindings: [
      binding('errand.alternate', ['errand.unrouted', 'queue'], ''),
      ...SERVICES.map((service) => binding('errand.commands', [commandsOf(service), 'exchange'], service)),
    ],
  };
}

/**
 * A salted password hash as RabbitMQ keeps it: https://www.rabbitmq.com/docs/passwords#computing-password-hash
 *
 * @param {string} password
 * @param {Buffer} [salt] four bytes
 * @returns {string}
 */
export function passwordHash(password, salt = randomBytes(4)) {
  const digest = createHash('sha256').update(salt).update(password, 'utf8').digest();
  return Buffer.concat([salt, digest]).toString('base64');
}

/**
 * What an account may make, send to and read from: what is named like it. Only the gateway sends commands, and only services
 * send events, and answers: those go by the default exchange, which knows every queue, so consumers also look at who sent
 * what they get (libs/messaging/sender.ts). Nobody but an operator may bind to `errand.commands`, and so listen to others: what
 * is for a service goes to an exchange of its own, from there or straight.
 */
function permissionsOf(account) {
  if (account === OPERATOR) return { configure: '.*', write: '.*', read: '.*' };
  const own = `${account}\\..*`;
  const service = account !== 'gateway';
  const [writes, reads] = service ? [`${common}|amq\\.default`, common] : [commands, 'errand\\.events'];
  return {
    configure: `^(${own})$`,
    write: `^(${own}|${writes})$`,
    read: `^(${own}|${reads})$`,
  };
}

const SERVICES = BROKER_ACCOUNTS.filter((name) => name !== 'gateway');

/** Of services: what events are published to and read from. */
const common = 'errand\\.(dead|events|events\\.final)';
/** Of the gateway: the ways of commands. */
const commands = `errand\\.commands|(${SERVICES.join('|')})\\.commands\\.in`;

const commandsOf = (service) => `${service}.commands.in`;

/** What all processes share, and where commands come in, as libs/messaging/topology.ts would make it. */
const EXCHANGES = [
  ['errand.commands', 'direct'],
  ['errand.events', 'topic'],
  ['errand.alternate', 'fanout'],
  ['errand.events.final', 'topic', { 'alternate-exchange': 'errand.alternate' }],
  ['errand.dead', 'direct'],
  ...SERVICES.map((service) => [commandsOf(service), 'fanout']),
].map(([name, type, args = {}]) => ({
  name,
  vhost: VHOST,
  type,
  durable: true,
  auto_delete: false,
  internal: false,
  arguments: args,
}));

const queue = (name, args = {}) => ({ name, vhost: VHOST, durable: true, auto_delete: false, arguments: args });

const binding = (source, [destination, destination_type], routing_key) => ({
  source,
  vhost: VHOST,
  destination,
  destination_type,
  routing_key,
  arguments: {},
});
