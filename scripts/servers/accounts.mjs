import { createHash, randomBytes } from 'node:crypto';

/** One schema for each service that stores data; its account has the same name. */
export const SCHEMAS = ['errand_task', 'errand_user', 'errand_storage'];

/** One broker account for each process that speaks AMQP. */
export const BROKER_ACCOUNTS = ['gateway', 'task', 'user', 'storage'];

/** The broker account that may do anything in Errand's virtual host: for tests and for looking after dead letters. */
export const OPERATOR = 'operator';

export const VHOST = 'errand';

/**
 * The SQL that makes, or mends, the schemas and their accounts, each of which can open its own schema only. It can be
 * run again at any time, on MySQL and on MariaDB.
 *
 * @param {Record<string, string>} passwords by account
 * @returns {string[]}
 */
export function schemaStatements(passwords) {
  return SCHEMAS.flatMap((schema) => [
    `CREATE DATABASE IF NOT EXISTS ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
    ...accountStatements(schema, '%', passwords[schema]),
    // in a grant, `_` stands for any character: https://dev.mysql.com/doc/refman/8.4/en/grant.html
    `GRANT ALL PRIVILEGES ON \`${schema.replaceAll('_', '\\_')}\`.* TO '${schema}'@'%'`,
  ]);
}

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
 * RabbitMQ's definitions: the virtual host, the accounts, and what each may touch. Leaving out `guest` means that it
 * does not exist.
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

function permissionsOf(account) {
  if (account === OPERATOR) return { configure: '.*', write: '.*', read: '.*' };
  const own = `${account}\\..*|errand\\..*`;
  // what no queue took may be anybody's
  return { configure: `^(${own})$`, write: `^(${own}|amq\\.default)$`, read: `^(?!errand\\.unrouted$)(${own})$` };
}
