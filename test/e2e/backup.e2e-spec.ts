import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { aPerson, Http, type Person } from '#testing/http.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';

type Servers = Awaited<ReturnType<typeof startServers>>;

const schemas = ['errand_task', 'errand_user', 'errand_storage'];
const content = 'Water the “tomatoes” 🍅\n\\ and \'quotes\' "too"';

const dir = mkdtempSync(join(tmpdir(), 'errand-backup-'));
const kept = join(dir, 'kept');
const blobs = join(dir, 'blobs');
const gateway = process.env.ERRAND_GATEWAY_URL ?? '';
let empty: Servers;
let person: Person;
const acknowledged: string[] = [];

/** `npm run errand`, with the addresses of some servers. */
function errand(args: string[], env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const own = { PATH: process.env.PATH, ERRAND_DIR: join(dir, 'none'), ...env };
    execFile(process.execPath, ['scripts/errand.mjs', ...args], { env: own }, (error, output, errors) =>
      resolve({ code: error ? Number(error.code) : 0, output: output + errors }),
    );
  });
}

/** The installation that all tests use, and others may write into just then. */
const whole = {
  ADMINISTRATOR_DATABASE_URL: process.env.ERRAND_TEST_ADMIN_DATABASE_URL ?? '',
  STORAGE_DIR: join(process.env.ERRAND_STACK_DIR ?? '', 'blobs'),
};

const addressesOf = ({ database, env }: Servers): Record<string, string> => ({
  ...env,
  ADMINISTRATOR_DATABASE_URL: database.url,
  STORAGE_DIR: blobs,
});

/** What a backup says of a schema. */
const dumped = (folder: string, schema: string): string =>
  gunzipSync(readFileSync(join(folder, `${schema}.sql.gz`))).toString();

beforeAll(async () => {
  empty = await startServers(join(dir, 'servers'));
  person = await aPerson(new Http(gateway));
}, 240_000);

afterAll(async () => {
  await removeServers(join(dir, 'servers'));
  rmSync(dir, { recursive: true, force: true });
}, 120_000);

describe('npm run errand -- backup', () => {
  it('keeps all that was acknowledged before it, while others go on to write', async () => {
    const http = new Http(gateway, person.token);
    const form = new FormData();
    form.append('file', new Blob(['red and round']), 'tomato.txt');
    const uploaded = await fetch(`${gateway}/api/v1/uploads`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${person.token}` },
    });
    const attachment = (await uploaded.json()) as object;
    const { body } = await http.post<{ id: string }>('/api/v1/tasks', { content });
    expect((await http.post('/api/v1/comments', { task_id: body.id, content: 'These', attachment })).status).toBe(200);
    acknowledged.push(body.id);

    let writing = true;
    let later = 0;
    const writer = (async () => {
      for (; writing; later++) await http.post('/api/v1/tasks', { content: `Later ${later}` });
    })();
    const { code, output } = await errand(['backup', kept], whole);
    writing = false;
    await writer;
    expect(output).toContain('rows of 3 schemas');
    expect(code).toBe(0);
    expect(later).toBeGreaterThan(0);
  }, 120_000);

  it('does not write into a folder that is there', async () => {
    const { code, output } = await errand(['backup', kept], whole);
    expect(output).toContain('name a new folder');
    expect(code).toBe(1);
  });
});

describe('npm run errand -- restore', () => {
  it('refuses what is no whole backup', async () => {
    const half = join(dir, 'half');
    cpSync(kept, half, { recursive: true });
    rmSync(join(half, 'backup.json'));
    const { code, output } = await errand(['restore', half], addressesOf(empty));
    expect(output).toContain('not a whole backup');
    expect(code).toBe(1);
  });

  it('makes of an empty installation what was backed up, to the letter', async () => {
    const { code, output } = await errand(['restore', kept], addressesOf(empty));
    expect(output).toContain('Restored');
    expect(code).toBe(0);
    const again = join(dir, 'again');
    await errand(['backup', again], addressesOf(empty));
    for (const schema of schemas) expect(dumped(again, schema)).toBe(dumped(kept, schema));
    expect(readFileSync(join(kept, 'errand_task.sql.gz')).length).toBeGreaterThan(1000);
  }, 120_000);

  it('does not replace accounts unless it is told to', async () => {
    const { code, output } = await errand(['restore', kept], addressesOf(empty));
    expect(output).toContain('say --yes');
    expect(code).toBe(1);
    expect((await errand(['restore', kept, '--yes'], addressesOf(empty))).code).toBe(0);
  }, 120_000);

  it('gives people back their tasks and files, under their old passwords', async () => {
    const stack = await startProcesses({ ...empty.env }, { STORAGE_DIR: blobs });
    try {
      const account = { email: person.email, password: person.password };
      const signedIn = await new Http(stack.gatewayUrl).post<{ access_token: string }>('/api/v1/auth/login', account);
      const http = new Http(stack.gatewayUrl, signedIn.body.access_token);
      const [id] = acknowledged;
      expect((await http.get<{ content: string }>(`/api/v1/tasks/${id}`)).body.content).toBe(content);
      const comments = await http.get<{ results: { file_attachment: { file_url: string } }[] }>(
        `/api/v1/comments?task_id=${id}`,
      );
      const { pathname } = new URL(comments.body.results[0].file_attachment.file_url);
      const headers = { authorization: `Bearer ${signedIn.body.access_token}` };
      const file = await fetch(`${stack.gatewayUrl}${pathname}`, { headers });
      expect(await file.text()).toBe('red and round');
      expect((await http.post('/api/v1/tasks', { content: 'New' })).status).toBe(200);
    } finally {
      await stack.stop();
    }
  }, 120_000);
});
