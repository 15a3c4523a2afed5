import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { fileContract } from '#contracts/file.contract.js';
import { actorSettings } from '#testing/actors.js';
import { aFile, anActor, startStorage } from './fixture.js';

const last = 'CreateDeletedAccount1764000310000';
const future = 'DoWhatNobodyKnows9999999999999';

let dir: string;
let database: Connection;
let file: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'errand-upgrade-'));
  const storage = await startStorage();
  file = (await storage.service.client(fileContract).prepareUpload(aFile(), anActor())).id;
  await storage.stop();
  database = await createConnection(process.env.STORAGE_DATABASE_URL ?? '');
});

afterEach(async () => {
  await database.query('DELETE FROM migrations WHERE name = ?', [future]);
  expect(await migrate()).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await database?.end();
  rmSync(dir, { recursive: true, force: true });
});

interface Outcome {
  code: number;
  output: string;
}

function node(args: string[], env: Record<string, string>): Promise<Outcome> {
  const own = { ...process.env, ERRAND_DIR: join(dir, 'none'), ...env };
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env: own }, (error, output, errors) =>
      resolve({ code: error ? Number(error.code) : 0, output: output + errors }),
    ),
  );
}

/** The service as the job that migrates runs it. */
const migrate = (DUMP_DIR = ''): Promise<Outcome> => {
  const settings = {
    STORAGE_SIGNING_KEY: 'a key for tests, of 32 characters or more',
    STORAGE_DIR: join(dir, 'blobs'),
    ...actorSettings,
  };
  return node(['dist/apps/storage/src/main.js', 'migrate'], { ...settings, DUMP_DIR });
};

const names = async (sql: string): Promise<string[]> => {
  const [rows] = await database.query<RowDataPacket[]>(sql);
  return rows.map((row) => String(Object.values(row)[0]));
};

/** As the version before the last migration left it. */
async function makeOlder(): Promise<void> {
  await database.query('DROP TABLE deleted_account');
  await database.query('DELETE FROM migrations WHERE name = ?', [last]);
}

describe('a new version of the storage service', () => {
  it('writes its schema to a file before it changes it, and what is in the file can be put back', async () => {
    const dumps = join(dir, 'dumps');
    await makeOlder();
    expect(await migrate(dumps)).toMatchObject({ code: 0 });
    expect(await names('SHOW TABLES')).toContain('deleted_account');
    expect(readdirSync(dumps)).toEqual([expect.stringMatching(/^errand_storage-[\dTZ-]+\.sql\.gz$/)]);

    await database.query('DELETE FROM file');
    const put = ['scripts/errand.mjs', 'restore', join(dumps, readdirSync(dumps)[0])];
    expect(await node(put, {})).toMatchObject({ code: 1, output: expect.stringContaining('say --yes') });
    expect(await node([...put, '--yes'], {})).toMatchObject({ code: 0 });
    expect(await names('SHOW TABLES')).not.toContain('deleted_account');
    expect(await names('SELECT name FROM migrations')).not.toContain(last);
    expect(await names('SELECT HEX(id) FROM file')).toContain(file.replaceAll('-', '').toUpperCase());
  });

  it('writes nothing where nothing is to be changed, and keeps the three newest of what it wrote', async () => {
    const dumps = join(dir, 'many');
    mkdirSync(dumps);
    expect(await migrate(dumps)).toMatchObject({ code: 0 });
    expect(readdirSync(dumps)).toEqual([]);
    for (const year of [2021, 2022, 2023, 2024]) writeFileSync(join(dumps, `errand_storage-${year}.sql.gz`), '');
    writeFileSync(join(dumps, 'errand_task-2020.sql.gz'), '');
    await makeOlder();
    expect(await migrate(dumps)).toMatchObject({ code: 0 });
    const left = readdirSync(dumps).sort();
    expect(left).toHaveLength(4);
    expect(left.slice(0, 2)).toEqual(['errand_storage-2023.sql.gz', 'errand_storage-2024.sql.gz']);
    expect(left.at(-1)).toBe('errand_task-2020.sql.gz');
  });

  it('changes nothing when the file cannot be written', async () => {
    await makeOlder();
    const occupied = join(dir, 'occupied');
    writeFileSync(occupied, '');
    expect(await migrate(occupied)).toMatchObject({ code: 1, output: expect.stringContaining('EEXIST') });
    expect(await names('SHOW TABLES')).not.toContain('deleted_account');
  });
});

describe('an old version of the storage service', () => {
  it('refuses a schema that a newer one has changed, says so with exit code 78, and leaves it as it is', async () => {
    await makeOlder();
    await database.query('INSERT INTO migrations (timestamp, name) VALUES (9999999999999, ?)', [future]);
    const { code, output } = await migrate();
    expect(code).toBe(78);
    expect(output).toContain(`The schema errand_storage is of a newer version, which has made ${future}`);
    expect(await names('SHOW TABLES')).not.toContain('deleted_account');
  });
});

describe('npm run errand -- doctor', () => {
  /** What it says of the schema. */
  async function schema(): Promise<object | undefined> {
    const { output } = await node(['scripts/errand.mjs', 'doctor', '--json'], {});
    const findings = JSON.parse(output.slice(output.indexOf('['))) as { what: string }[];
    return findings.find(({ what }) => what === 'storage database schema');
  }

  it('tells of a schema that is older, and of one that a newer version has changed, whenever that was written', async () => {
    expect(await schema()).toMatchObject({ state: 'ok', found: 'of this version' });
    await makeOlder();
    const todo = expect.stringContaining('back up first');
    expect(await schema()).toMatchObject({ state: 'warning', found: '1 migrations to come', todo });
    for (const timestamp of [1764000315000, 9999999999999]) {
      await database.query('INSERT INTO migrations (timestamp, name) VALUES (?, ?)', [timestamp, future]);
      expect(await schema()).toMatchObject({ state: 'problem', found: 'is of a newer version' });
      await database.query('DELETE FROM migrations WHERE name = ?', [future]);
    }
  });
});
