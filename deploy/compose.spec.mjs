import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { brokerDefinitions, schemaStatements } from '../scripts/servers/accounts.mjs';
import { readSecrets } from '../scripts/servers/secrets.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const compose = readFileSync(file('../docker-compose.yml'), 'utf8');

let dir;
let secrets;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'errand-deploy-'));
  secrets = readSecrets(dir);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

const variable = (account, kind) => `${account.replace('errand_', '').toUpperCase()}_${kind}_PASSWORD`;
const passwordsOf = (accounts, kind) =>
  Object.fromEntries(Object.entries(accounts).map(([account, password]) => [variable(account, kind), password]));
const script = (path, env, args = []) =>
  execFileSync('sh', [file(path), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });

describe('the database container', () => {
  it('makes the schemas and accounts that npm start makes', () => {
    const statements = script('database/accounts.sh', passwordsOf(secrets.database, 'DATABASE')).trim().split('\n');
    expect(statements).toEqual(schemaStatements(secrets.database).map((statement) => `${statement};`));
  });

  it('refuses a password that would need quoting', () => {
    const env = { ...passwordsOf(secrets.database, 'DATABASE'), USER_DATABASE_PASSWORD: "it's" };
    expect(() => script('database/accounts.sh', env)).toThrow(/password of errand_user should be made of letters/);
  });
});

describe('the broker container', () => {
  it('makes the accounts that npm start makes, with the same permissions', () => {
    const env = passwordsOf(secrets.broker, 'BROKER');
    const { vhosts, users, permissions } = JSON.parse(script('broker/definitions.sh', env));
    const wanted = brokerDefinitions(secrets.broker);
    expect(vhosts).toEqual(wanted.vhosts);
    expect(users).toEqual(wanted.users.map(({ name, tags }) => ({ name, password: secrets.broker[name], tags })));
    expect(permissions).toEqual(wanted.permissions);
  });

  it('refuses a password that would need quoting', () => {
    const env = { ...passwordsOf(secrets.broker, 'BROKER'), TASK_BROKER_PASSWORD: 'a"b' };
    expect(() => script('broker/definitions.sh', env)).toThrow(/should be made of letters/);
  });
});

describe('make-env.sh', () => {
  const make = (...args) => script('make-env.sh', { ENV_FILE: join(dir, '.env') }, args);
  const made = () => parseEnv(readFileSync(join(dir, '.env'), 'utf8'));

  it('makes every secret that docker-compose.yml asks for, in a file that only its owner can read', () => {
    make();
    const required = [...new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name))];
    expect(Object.keys(made()).sort()).toEqual(required.sort());
    expect(new Set(Object.values(made())).size).toBe(required.length);
    for (const secret of Object.values(made())) expect(secret).toMatch(/^[0-9a-f]{48}$/);
    expect(statSync(join(dir, '.env')).mode & 0o777).toBe(0o600);
  });

  it('keeps what is there, and adds what is missing', () => {
    writeFileSync(join(dir, '.env'), '# mine\nTASK_DATABASE_PASSWORD=mine\nSTORAGE_SIGNING_KEY=');
    make();
    const first = made();
    expect(first.TASK_DATABASE_PASSWORD).toBe('mine');
    expect(first.STORAGE_SIGNING_KEY).toHaveLength(48);
    make();
    expect(made()).toEqual(first);
  });

  it('sets the addresses that people use', () => {
    make('todo.example.org');
    expect(made()).toMatchObject({
      PUBLIC_URL: 'http://todo.example.org',
      STORAGE_PUBLIC_URL: 'http://todo.example.org:9000',
    });
  });
});
