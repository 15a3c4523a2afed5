import { Misuse } from '../dead-letters/commands.mjs';
import { table } from '../table.mjs';
import { order } from './orders.mjs';
import { findUser, isRegistrationOpen, readAudit, readLog, readUsers } from './users.mjs';

/** Accounts or lines of the log that are listed, unless all are wanted. */
const LISTED = 200;

/**
 * @typedef {import('mysql2/promise').Connection} Connection
 * @typedef {{ id?: string, all?: boolean, yes?: boolean, dismiss?: boolean }} Choice `id` is an address, an id or a word
 * @typedef {{ data: unknown, text: string }} Answer the same for programs and for people
 */

/** @type {Record<string, (connection: Connection, choice: Choice) => Promise<Answer>>} */
export const commands = {
  async list(connection, { id, all }) {
    const users = await readUsers(connection, { part: id, limit: all ? undefined : LISTED + 1 });
    const data = all ? users : users.slice(0, LISTED);
    const more = users.length > data.length ? '\nand more: say --all, or a part of the address' : '';
    return { data, text: data.length === 0 ? 'No account.' : table(columns, data) + more };
  },

  async show(connection, { id }) {
    const user = await findUser(connection, wanted(id));
    const data = { ...user, log: await readLog(connection, user.id) };
    const facts = Object.entries(user).map(([name, value]) => `${name}: ${value ?? '-'}`);
    return { data, text: `${facts.join('\n')}\n\n${table(logColumns, data.log)}` };
  },

  async audit(connection, { id, all }) {
    // of an account that is deleted there is nothing but its id
    const whose = id && !isId(id) ? (await findUser(connection, id)).id : id;
    const lines = await readAudit(connection, { id: whose, limit: all ? undefined : LISTED + 1 });
    const data = all ? lines : lines.slice(0, LISTED);
    const more = lines.length > data.length ? '\nand more: say --all' : '';
    return { data, text: data.length === 0 ? 'Nothing was done.' : table(auditColumns, data) + more };
  },

  disable: (connection, { id }) => act(connection, id, 'disable', 'is disabled, and signed out everywhere'),
  enable: (connection, { id }) => act(connection, id, 'enable', 'may sign in'),

  async delete(connection, { id, yes }) {
    const user = await findUser(connection, wanted(id));
    if (!yes) throw new Misuse(`This removes ${user.email} and everything that is theirs, for good. Say --yes.`);
    await order(connection, 'delete', user.id);
    return { data: user, text: `${user.email} is deleted. To see how far that is: deletions list ${user.id}` };
  },

  admin: (connection, { id, dismiss }) =>
    act(connection, id, dismiss ? 'dismiss' : 'name', dismiss ? 'is no administrator' : 'is an administrator'),

  async registration(connection, { id }) {
    if (!['open', 'close', undefined].includes(id)) throw new Misuse('user registration [open | close]');
    if (id) await order(connection, `registration.${id}`);
    const open = await isRegistrationOpen(connection);
    return { data: { registration_open: open }, text: `Registration is ${open ? 'open' : 'closed'}.` };
  },
};

/** Has something done to an account, and tells how it is after that. */
async function act(connection, id, what, words) {
  const before = await findUser(connection, wanted(id));
  await order(connection, what, before.id);
  const data = await findUser(connection, before.id);
  return { data, text: `${data.email} ${words}.` };
}

const isId = (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function wanted(id) {
  if (!id) throw new Misuse('Which account? Say its address or id.');
  return id;
}

const columns = {
  ID: ({ id }) => id,
  EMAIL: ({ email }) => email,
  NAME: ({ full_name }) => full_name,
  STATE: ({ disabled_at }) => (disabled_at ? 'disabled' : 'enabled'),
  ADMIN: ({ is_administrator }) => (is_administrator ? 'yes' : null),
  JOINED: ({ joined_at }) => joined_at,
  'LAST USED': ({ last_used_at }) => last_used_at,
};

const logColumns = {
  WHEN: ({ happened_at }) => happened_at,
  WHAT: ({ act }) => act,
  BY: ({ via, actor_id }) => (actor_id ? `${via} ${actor_id}` : via),
  FROM: ({ address }) => address,
  WITH: ({ device }) => device,
  DETAIL: ({ detail }) => detail,
};

const { WHEN, ...others } = logColumns;
const auditColumns = { WHEN, WHOSE: ({ email, account_id }) => email ?? account_id, ...others };
