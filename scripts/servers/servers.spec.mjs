import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROKER_ACCOUNTS, OPERATOR, SCHEMAS, brokerDefinitions, passwordHash, schemaStatements } from './accounts.mjs';
import { HEARD_EVENTS } from './event-rights.mjs';
import { root } from '../root.mjs';
import { readSecrets } from './secrets.mjs';
import { brokerUrls, databaseUrls, isExternal } from './urls.mjs';

describe('secrets', () => {
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'errand-secrets-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('stay the same, in a file that only its owner can read', () => {
    const first = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('gain what is missing and keep the rest', () => {
    const file = join(folder, 'secrets.json');
    writeFileSync(file, JSON.stringify({ broker: { task: 'kept' } }));
    const { broker, database } = readSecrets(folder);
    expect(broker.task).toBe('kept');
    expect(database.errand_task).toHaveLength(32);
    expect(JSON.parse(readFileSync(file, 'utf8')).broker.task).toBe('kept');
  });

  it('are another for each account', () => {
    const { broker, database } = readSecrets(folder);
    const all = [...Object.values(broker), ...Object.values(database)];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('database accounts', () => {
  it('are granted their own schema only, with no character of its name as a wildcard', () => {
    const grants = schemaStatements({}).filter((statement) => statement.startsWith('GRANT'));
    expect(grants).toHaveLength(2 * SCHEMAS.length);
    expect(grants.slice(0, 2)).toEqual([
      "GRANT ALL PRIVILEGES ON `errand\\_task`.* TO 'errand_task'@'%'",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON `errand\\_task`.* TO 'errand_task_service'@'%'",
    ]);
  });
});

describe('broker accounts', () => {
  it('have a salted password hash as the broker computes it', () => {
    // the worked example of https://www.rabbitmq.com/docs/passwords#computing-password-hash
    expect(passwordHash('test12', Buffer.from('908DC60A', 'hex'))).toBe(
      'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
    );
  });

  it('reach their own queues and what all share, and no other', () => {
    const definitions = brokerDefinitions(
      Object.fromEntries(BROKER_ACCOUNTS.concat(OPERATOR).map((name) => [name, 'pw'])),
    );
    const task = definitions.permissions.find(({ user }) => user === 'task');
    const allows = (pattern, name) => new RegExp(pattern).test(name);
    for (const name of ['task.commands', 'task.events.dlq', 'errand.events'])
      expect(allows(task.read, name)).toBe(true);
    for (const name of ['user.commands', 'tasks', 'mytask.commands', 'amq.default']) {
      expect(allows(task.read, name)).toBe(false);
      expect(allows(task.configure, name)).toBe(false);
    }
    expect(allows(task.write, 'amq.default')).toBe(true);
  });

  it('hear whatever their process has a handler for', () => {
    const declared = readFileSync(join(root, 'libs/contracts/events.ts'), 'utf8');
    const types = Object.fromEntries(
      [...declared.matchAll(/const (\w+) = \w*vent\('\w+', '([\w.]+)'/gi)].map(([, name, type]) => [name, type]),
    );
    for (const account of BROKER_ACCOUNTS) {
      const folder = join(root, 'apps', account, 'src');
      const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
      const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
      const taken = [...text.matchAll(/@On\((\w+)\)/g)].map(([, name]) => types[name]);
      expect(taken).not.toEqual([]);
      for (const type of taken)
        expect([account, type]).toEqual([account, expect.stringMatching(HEARD_EVENTS[account])]);
    }
  });

  it('leave the queue of what nobody wanted to the operator', () => {
    const { permissions } = brokerDefinitions(
      Object.fromEntries(BROKER_ACCOUNTS.concat(OPERATOR).map((name) => [name, 'pw'])),
    );
    const accountsThat = (may) =>
      permissions.filter((each) => new RegExp(each[may]).test('errand.unrouted')).map(({ user }) => user);
    expect(accountsThat('write')).toEqual([OPERATOR]);
    expect(accountsThat('read')).toEqual([OPERATOR]);
  });
});

describe('addresses', () => {
  it('name an account and what it opens, on the server of the base', () => {
    expect(
      databaseUrls('mysql://root:secret@db.example:3307/?ssl=true', { errand_task: 'p/w' }).TASK_DATABASE_URL,
    ).toBe('mysql://errand_task:p%2Fw@db.example:3307/errand_task?ssl=true');
    expect(brokerUrls('amqp://127.0.0.1:5673', { gateway: 'pw' }).GATEWAY_BROKER_URL).toBe(
      'amqp://gateway:pw@127.0.0.1:5673/errand',
    );
  });

  it('are external when one is set for all, or one for each', () => {
    const each = Object.fromEntries(BROKER_ACCOUNTS.map((name) => [`${name.toUpperCase()}_BROKER_URL`, 'amqp://x']));
    expect(isExternal({})).toEqual({ database: false, broker: false });
    expect(isExternal({ DATABASE_URL: 'mysql://x', ...each })).toEqual({ database: true, broker: true });
    expect(isExternal({ TASK_BROKER_URL: 'amqp://x' }).broker).toBe(false);
  });
});
