import { BROKER_ACCOUNTS, OPERATOR, SCHEMAS, servingAccount, VHOST } from './accounts.mjs';

/**
 * The addresses that each service opens its schema with to bring it up to date, account and password included.
 *
 * @param {string} base mysql://host:port, with any account
 * @param {Record<string, string>} passwords by account
 * @returns {Record<string, string>} `TASK_DATABASE_URL`, …
 */
export function databaseUrls(base, passwords) {
  return Object.fromEntries(
    SCHEMAS.map((schema) => [databaseVariable(schema), withAccount(base, schema, passwords[schema], schema)]),
  );
}

/**
 * The same for the accounts that services work with, which cannot change their schemas.
 *
 * @param {string} base
 * @param {Record<string, string>} passwords
 * @returns {Record<string, string>}
 */
export function servingUrls(base, passwords) {
  const urlOf = (account, schema) => withAccount(base, account, passwords[account], schema);
  return Object.fromEntries(SCHEMAS.map((schema) => [databaseVariable(schema), urlOf(servingAccount(schema), schema)]));
}

/**
 * The addresses that each process opens the broker with, account and password included.
 *
 * @param {string} base amqp://host:port
 * @param {Record<string, string>} passwords by account
 * @returns {Record<string, string>} `TASK_BROKER_URL`, …
 */
export function brokerUrls(base, passwords) {
  return Object.fromEntries(
    BROKER_ACCOUNTS.map((name) => [brokerVariable(name), withAccount(base, name, passwords[name], VHOST)]),
  );
}

/** The address of the database's administrator. */
export function administratorUrl(base, passwords) {
  return withAccount(base, 'root', passwords.root, '');
}

/** The address of the account that may do anything in Errand's virtual host. */
export function operatorUrl(base, passwords) {
  return withAccount(base, OPERATOR, passwords[OPERATOR], VHOST);
}

/**
 * What somebody else runs, by the environment: `DATABASE_URL`, or an address for each schema; `BROKER_URL`, or an address
 * for each account.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ database: boolean, broker: boolean }}
 */
export function isExternal(env) {
  return {
    database: Boolean(env.DATABASE_URL) || SCHEMAS.every((schema) => env[databaseVariable(schema)]),
    broker: Boolean(env.BROKER_URL) || BROKER_ACCOUNTS.every((name) => env[brokerVariable(name)]),
  };
}

function databaseVariable(schema) {
  return `${schema.replace('errand_', '').toUpperCase()}_DATABASE_URL`;
}

function brokerVariable(account) {
  return `${account.toUpperCase()}_BROKER_URL`;
}

function withAccount(base, user, password, path) {
  const url = new URL(base);
  url.username = user;
  url.password = password;
  url.pathname = `/${path}`;
  return url.href;
}
