import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { aPerson, Http, type Person } from '#testing/http.js';

const open = Http.stack();

async function exported({ token, password }: Person): Promise<Map<string, Buffer>> {
  const response = await fetch(`${process.env.ERRAND_URL}/api/v1/user/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ current_password: password }),
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const folder = mkdtempSync(join(tmpdir(), 'errand-export-'));
  try {
    const path = join(folder, 'export.zip');
    writeFileSync(path, Buffer.from(await response.arrayBuffer()));
    const zip = await openPromise(path, { autoClose: false });
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    zip.close();
    return files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lines = (bytes: Buffer | undefined): Record<string, unknown>[] =>
  String(bytes)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the export of everything that is known of somebody', () => {
  it('has what each service keeps, and no secret', async () => {
    const person = await aPerson(open);
    const own = open.as(person.token);
    const { body: token } = await own.post<{ token: string }>('/api/v1/tokens', { name: 'my script' });
    await own.post('/api/v1/tasks', { content: 'Water the tomatoes' });
    const form = new FormData();
    form.append('file', new Blob(['not on any comment']), 'Ünïcode – notes.txt');
    const headers = { authorization: `Bearer ${person.token}` };
    await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body: form, headers });

    const files = await exported(person);
    const json = (name: string): unknown => JSON.parse(String(files.get(name)));
    expect(json('account.json')).toMatchObject({ id: person.id, email: person.email, full_name: 'Sam Doe' });
    expect(json('sessions.json')).toMatchObject({ results: [{ current: true }] });
    expect(json('tokens.json')).toMatchObject({ results: [{ name: 'my script' }] });
    for (const none of ['passkeys', 'identities', 'authorizations', 'apps'])
      expect(json(`${none}.json`)).toEqual({ results: [] });
    expect(json('second-factor.json')).toMatchObject({ enabled: false });
    expect(lines(files.get('security-log.ndjson')).map(({ act }) => act)).toEqual([
      'account.exported',
      'token.created',
      'session.started',
      'account.registered',
    ]);
    const things = lines(files.get('tasks.ndjson'));
    expect(things).toContainEqual(expect.objectContaining({ content: 'Water the tomatoes' }));
    expect(things.at(-1)).toEqual({ kind: 'end', lines: things.length });
    const [name, bytes] = [...files].find(([each]) => each.startsWith('files/')) ?? [];
    expect([name?.split('/')[2], String(bytes)]).toEqual(['Ünïcode – notes.txt', 'not on any comment']);
    const all = [...files.values()].map(String).join('\n');
    for (const secret of [token.token, person.token, person.refreshToken]) expect(all).not.toContain(secret);
  });

  it('has more files than a page of their list', async () => {
    const person = await aPerson(open);
    const headers = { authorization: `Bearer ${person.token}` };
    const upload = async (number: number): Promise<void> => {
      const form = new FormData();
      form.append('file', new Blob([`file ${number}`]), `${number}.txt`);
      const { ok } = await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body: form, headers });
      expect(ok).toBe(true);
    };
    for (let start = 0; start < 210; start += 30)
      await Promise.all(Array.from({ length: 30 }, (_, index) => upload(start + index)));
    const names = [...(await exported(person)).keys()].filter((name) => name.startsWith('files/'));
    expect(new Set(names).size).toBe(210);
  }, 60_000);

  it('takes the password once more, and a session', async () => {
    const person = await aPerson(open);
    const own = open.as(person.token);
    const wrong = await own.post('/api/v1/user/export', { current_password: 'wrong' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'account.wrong_password', field: 'current_password' } });
    expect((await own.post('/api/v1/user/export', {})).status).toBe(400);
    const { body } = await own.post<{ token: string }>('/api/v1/tokens', { name: 'script' });
    const asked = await open.as(body.token).post('/api/v1/user/export', { current_password: person.password });
    expect(asked).toMatchObject({ status: 403, body: { code: 'auth.session_only' } });
  });
});
