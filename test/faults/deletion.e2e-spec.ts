import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createConnection } from 'mysql2/promise';
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';
import { traces } from '#testing/traces.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';
import { anOwner, type Owner, upload } from './owner.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-deletion-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;

beforeAll(async () => {
  servers = await startServers(dir);
  stack = await startProcesses({ ...servers.env, DELETION_TIMEOUT_MS: '1000' });
  // whoever comes first is the administrator, and not let go
  await aPerson(new Http(stack.url));
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await removeServers(dir);
}, 60_000);

async function leave({ http, password }: Owner): Promise<void> {
  expect((await http.delete('/api/v1/user', { current_password: password })).status).toBe(204);
}

interface Deletion {
  purged_at: { task: string | null; storage: string | null };
  completed_at: string | null;
  tries: number;
}

/** What `npm run errand -- deletions list` tells of somebody. */
async function deletionOf({ id }: Person): Promise<Deletion> {
  const args = ['scripts/errand.mjs', 'deletions', 'list', id, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...servers.env } });
  return (JSON.parse(stdout) as [Deletion])[0];
}

const moment = expect.any(String) as unknown;
const purgedByTaskOnly = { purged_at: { task: moment, storage: null }, completed_at: null };
const untilComplete = (owner: Owner): Promise<void> =>
  eventually(async () => expect((await deletionOf(owner)).completed_at).not.toBeNull(), 20_000, 200);

/** Where something of somebody is: `<service>.<table>`, and names of files. */
async function found({ id, email, marker }: Owner): Promise<string[]> {
  const places: string[] = [];
  for (const service of ['user', 'task', 'storage']) {
    const connection = await createConnection(servers.env[`${service.toUpperCase()}_DATABASE_URL`] ?? '');
    const tables = await traces(async (sql) => (await connection.query(sql))[0], id, email, marker);
    await connection.end();
    places.push(...tables.map((table) => `${service}.${table}`));
  }
  const entries = await readdir(join(stack.dir, 'blobs'), { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(parentPath, name));
    if (bytes.includes(marker)) places.push(name);
  }
  return places;
}

/** The record of the deletion, what was done in the audit log, and tombstones: ids and times (docs/security.md says why). */
const remains = [
  'user.deletion',
  'user.deletion_step',
  'user.security_event',
  'task.member',
  'storage.deleted_account',
];
const untilNothingRemains = (owner: Owner): Promise<void> =>
  eventually(async () => expect(await found(owner)).toEqual(remains));

describe('the deletion of an account', () => {
  it('waits for a service that is down, is seen to, and is complete when that is back', async () => {
    const owner = await anOwner(stack.url);
    expect(await found(owner)).toEqual(
      expect.arrayContaining([
        'user.account',
        'task.task',
        'task.comment',
        'user.app',
        'user.app_code',
        'task.completion',
        'task.trash',
        'task.trashed_task',
        'task.trashed_comment',
        'storage.file',
        'storage.idempotency',
      ]),
    );
    await stack.kill('storage');
    await leave(owner);
    await eventually(async () => expect((await owner.http.get('/api/v1/user')).status).toBe(401), 2000);
    await eventually(async () => expect(await deletionOf(owner)).toMatchObject(purgedByTaskOnly));
    const { body: metrics } = await new Http(stack.addressOf('user')).get<string>('/metrics');
    expect(metrics).toContain('\nerrand_account_deletions_waiting{participant="storage"} 1\n');
    expect(await found(owner)).toEqual(expect.arrayContaining(['storage.file']));
    expect((await deletionOf(owner)).completed_at).toBeNull();

    await stack.start('storage');
    await untilComplete(owner);
    await untilNothingRemains(owner);
  }, 90_000);

  it('asks again for what was lost on the way', async () => {
    const owner = await anOwner(stack.url);
    await stack.kill('storage');
    const broker = await connect(servers.broker.url);
    const channel = await broker.createChannel();
    await leave(owner);
    await eventually(async () => expect(await deletionOf(owner)).toMatchObject(purgedByTaskOnly));
    const { messageCount } = await channel.purgeQueue('storage.events');
    expect(messageCount).toBeGreaterThan(0);
    await broker.close();
    await stack.start('storage');
    await untilComplete(owner);
    expect((await deletionOf(owner)).tries).toBeGreaterThan(1);
    await untilNothingRemains(owner);
  }, 90_000);

  it('goes on where it was when the service that leads it is killed', async () => {
    const owner = await anOwner(stack.url);
    await stack.kill('storage');
    await leave(owner);
    await stack.kill('user');
    await stack.start('storage');
    await stack.ready('storage');
    await stack.start('user');
    await untilComplete(owner);
    await untilNothingRemains(owner);
  }, 90_000);

  it('cannot be undone with a token that outlives it, at a gateway that starts after it', async () => {
    const owner = await anOwner(stack.url);
    await leave(owner);
    await untilComplete(owner);
    await stack.kill('gateway');
    await stack.start('gateway');
    await stack.ready('gateway');
    const refused = { status: 401, body: { code: 'auth.invalid_token' } };
    expect(await owner.http.get('/api/v1/user')).toMatchObject(refused);
    expect(await owner.http.post('/api/v1/tasks', { content: owner.marker })).toMatchObject(refused);
    expect(await owner.http.post('/api/v1/projects', { name: owner.marker })).toMatchObject(refused);
    expect(await owner.http.post('/api/v1/tokens', { name: owner.marker })).toMatchObject(refused);
    const { status } = await upload(stack.url, owner);
    expect(status).toBe(401);
    await untilNothingRemains(owner);
  }, 90_000);
});
