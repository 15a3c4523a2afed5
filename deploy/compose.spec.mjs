import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { brokerDefinitions, schemaStatements } from '../scripts/servers/accounts.mjs';
import { readSecrets } from '../scripts/servers/secrets.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const compose = readFileSync(file('../docker-compose.yml'), 'utf8');
const read = (name) => parse(readFileSync(file(`../${name}`), 'utf8'), { merge: true });

/** What a container needs to work on the schema of a service with an account. */
const working = (name, account, migratedBy) => {
  const variable = `${name.toUpperCase()}_DATABASE`;
  return {
    secrets: expect.arrayContaining([`${account.replace('errand_', '')}_database_password`]),
    environment: {
      MIGRATED_BY: migratedBy,
      [`${variable}_URL`]: `mysql://${account}@database:3306/errand_${name}`,
      [`${variable}_PASSWORD_FILE`]: `/run/secrets/${account.replace('errand_', '')}_database_password`,
    },
  };
};

let dir;
let secrets;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'errand-deploy-'));
  secrets = readSecrets(dir);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Writes the files of the secrets, as containers find them. */
const keep = (kind, passwords) => {
  for (const [account, password] of Object.entries(passwords)) {
    writeFileSync(join(dir, `${account.replace('errand_', '')}_${kind}_password`), password);
  }
  return { SECRETS_DIR: dir };
};
const script = (path, env, args = []) =>
  execFileSync('sh', [file(path), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
    stdio: 'pipe',
  });

describe('docker-compose.yml', () => {
  it('says nothing twice, which Compose refuses', () => {
    for (const name of ['docker-compose.yml', 'docker-compose.override.yml', 'deploy/swarm-without-ipvs.yml']) {
      expect(Object.keys(read(name).services)).toContain('task');
    }
  });

  it('keeps files in the bucket that the environment names, if it names one', () => {
    const { environment } = read('docker-compose.yml').services.storage;
    const documented = readFileSync(file('../.env.example'), 'utf8').match(/(?<=^#)STORAGE_S3_\w+/gm);
    expect(documented).toHaveLength(6);
    for (const name of documented) expect([name, environment[name]]).toEqual([name, `\${${name}:-}`]);
  });

  it('lets nobody but the jobs change a schema, which write it to a volume before they do', () => {
    const { services } = read('docker-compose.yml');
    for (const name of ['task', 'user', 'storage']) {
      const [service, job] = [services[name], services[`migrate-${name}`]];
      expect(service).toMatchObject(working(name, `errand_${name}_service`, 'job'));
      expect(service.secrets).not.toContain(`${name}_database_password`);
      expect(service.volumes).not.toContain('dumps:/var/lib/errand/dumps');
      expect(job).toMatchObject(working(name, `errand_${name}`, 'service'));
      expect(job).toMatchObject({
        image: service.image,
        command: ['node', `dist/apps/${name}/src/main.js`, 'migrate'],
        healthcheck: { disable: true },
        deploy: { mode: 'replicated-job', restart_policy: { condition: 'on-failure' } },
      });
      expect(job.environment.DUMP_DIR).toBe('/var/lib/errand/dumps');
      expect(job.volumes).toContain('dumps:/var/lib/errand/dumps');
      // a Swarm refuses what it says of updates and ports, for a job
      expect([job.deploy.update_config, job.ports]).toEqual([undefined, undefined]);
    }
  });

  it('gives the job that migrates storage a folder to start with, for it has no volume of files and writes to /tmp only', () => {
    const { environment, read_only, volumes } = read('docker-compose.yml').services['migrate-storage'];
    expect({ read_only, folder: environment.STORAGE_DIR }).toEqual({ read_only: true, folder: '/tmp/blobs' });
    expect(volumes).toEqual([{ type: 'tmpfs', target: '/tmp' }, 'dumps:/var/lib/errand/dumps']);
  });

  it('gives nobody else an account that can change a schema', () => {
    const { services } = read('docker-compose.yml');
    const mayChange = Object.entries(services).filter(([, { secrets = [] }]) =>
      secrets.some((secret) => /^(root|task|user|storage)_database_password$/.test(secret)),
    );
    expect(mayChange.map(([name]) => name)).toEqual(['migrate-task', 'migrate-user', 'migrate-storage', 'database']);
  });

  it('has Compose wait for the jobs, which then may end', () => {
    const { services } = read('docker-compose.override.yml');
    for (const name of ['task', 'user', 'storage']) {
      const done = { [`migrate-${name}`]: { condition: 'service_completed_successfully' } };
      expect(services[name].depends_on).toMatchObject(done);
      expect(services[`migrate-${name}`]).toEqual({
        depends_on: { database: { condition: 'service_healthy' } },
        deploy: { replicas: 1 },
      });
    }
  });
});

describe('the database container', () => {
  it('makes the schemas and accounts that npm start makes', () => {
    const statements = script('database/accounts.sh', keep('database', secrets.database)).trim().split('\n');
    expect(statements).toEqual(schemaStatements(secrets.database).map((statement) => `${statement};`));
  });

  it('refuses a password that would need quoting', () => {
    const env = keep('database', { ...secrets.database, errand_user: "it's" });
    expect(() => script('database/accounts.sh', env)).toThrow(/password of errand_user should be made of letters/);
  });
});

describe('the broker container', () => {
  it('makes the accounts that npm start makes, with the same permissions, and what they share', () => {
    const env = keep('broker', secrets.broker);
    const { vhosts, users, ...rest } = JSON.parse(script('broker/definitions.sh', env));
    const wanted = brokerDefinitions(secrets.broker);
    expect(vhosts).toEqual(wanted.vhosts);
    expect(users).toEqual(wanted.users.map(({ name, tags }) => ({ name, password: secrets.broker[name], tags })));
    expect({ ...rest, vhosts, users: wanted.users }).toEqual(wanted);
  });

  it('refuses a password that would need quoting', () => {
    const env = keep('broker', { ...secrets.broker, task: 'a"b' });
    expect(() => script('broker/definitions.sh', env)).toThrow(/should be made of letters/);
  });
});

describe('make-env.sh', () => {
  const folder = () => join(dir, 'made');
  const make = (...args) => script('make-env.sh', { ENV_FILE: join(dir, '.env'), ERRAND_SECRETS: folder() }, args);
  const settings = () => parseEnv(readFileSync(join(dir, '.env'), 'utf8'));
  const made = () =>
    Object.fromEntries(readdirSync(folder()).map((name) => [name, readFileSync(join(folder(), name), 'utf8')]));
  const modeOf = (path) => statSync(path).mode & 0o777;

  it('makes every secret that docker-compose.yml asks for, in a folder that only its owner can open', () => {
    make();
    const required = [...compose.matchAll(/^ {2}(\w+): \{ file:/gm)].map(([, name]) => name);
    expect(required).toHaveLength(16);
    expect(Object.keys(made()).sort()).toEqual(required.sort());
    expect(new Set(Object.values(made())).size).toBe(required.length);
    const { actor_key, actor_public_keys, ...random } = made();
    for (const secret of Object.values(random)) expect(secret).toMatch(/^[0-9a-f]{48}$/);
    expect(createPublicKey(actor_key).export({ format: 'pem', type: 'spki' })).toBe(actor_public_keys);
    expect([folder(), join(dir, '.env')].map(modeOf)).toEqual([0o700, 0o600]);
  });

  it('keeps what is there, also in the file of an earlier version, and adds what is missing', () => {
    writeFileSync(join(dir, '.env'), '# mine\nTASK_DATABASE_PASSWORD=mine\nSTORAGE_SIGNING_KEY=');
    make();
    const first = made();
    expect(first.task_database_password).toBe('mine');
    expect(first.storage_signing_key).toHaveLength(48);
    make();
    expect(made()).toEqual(first);
  });

  it('sets the addresses that people use', () => {
    make('todo.example.org');
    expect(settings()).toMatchObject({
      PUBLIC_URL: 'http://todo.example.org',
      STORAGE_PUBLIC_URL: 'http://todo.example.org:9000',
    });
  });
});
