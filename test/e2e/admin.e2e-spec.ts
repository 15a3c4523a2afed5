import { beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, asAdministrator } from '#testing/administrator.js';
import { errand } from '#testing/errand.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';

const open = Http.stack();
/** Within which who is disabled is out everywhere, ms. */
const soon = 2000;
let admin: Http;

beforeAll(async () => void (admin = await asAdministrator()));

const upload = (token: string): Promise<Response> => {
  const form = new FormData();
  form.append('file', new Blob(['twelve bytes']), 'note.txt');
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body: form, headers });
};

interface Listed {
  results: { id: string; storage: unknown; disabled_at: string | null }[];
}

describe('administration', () => {
  it('is for administrators, and not for their tokens', async () => {
    const person = await aPerson(open);
    const { body } = await admin.post<{ token: string; id: string }>('/api/v1/tokens', { name: 'script' });
    const required = { status: 403, body: { code: 'admin.required' } };
    const sessionOnly = { status: 403, body: { code: 'auth.session_only' } };
    const attempts: [string, string, object?][] = [
      ['GET', 'accounts'],
      ['GET', `accounts/${person.id}`],
      ['POST', `accounts/${person.id}`, { state: 'disabled' }],
      ['DELETE', `accounts/${person.id}`, { current_password: person.password }],
      ['GET', 'installation'],
      ['POST', 'installation', { registration_open: false }],
      ['GET', 'audit'],
      ['GET', 'storage'],
      ['GET', 'versions'],
    ];
    for (const [method, path, input] of attempts) {
      const send = (http: Http): Promise<unknown> => http.send(method, `/api/v1/admin/${path}`, input);
      expect([path, await send(open.as(person.token))]).toMatchObject([path, required]);
      expect([path, await send(open.as(body.token))]).toMatchObject([path, sessionOnly]);
      expect([path, await send(open)]).toMatchObject([path, { status: 401 }]);
    }
    expect((await admin.delete(`/api/v1/tokens/${body.id}`)).status).toBe(204);
    expect((await open.as(person.token).get('/api/v1/user')).status).toBe(200);
  });

  it('puts somebody out everywhere within two seconds, and lets them in again', async () => {
    const person = await aPerson(open);
    const own = open.as(person.token);
    const { body } = await own.post<{ token: string }>('/api/v1/tokens', { name: 'script' });
    const script = open.as(body.token);
    expect((await script.get('/api/v1/user')).status).toBe(200);
    const { email, password } = person;
    const cookie = await open.send(
      'POST',
      '/api/v1/auth/login',
      { email, password },
      { 'Errand-Session': 'cookie', Origin: process.env.ERRAND_URL ?? '' },
    );
    const browser = { Cookie: (cookie.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    const everywhere = [
      () => own.get('/api/v1/user'),
      () => script.get('/api/v1/user'),
      () => open.send('GET', '/api/v1/user', undefined, browser),
    ];
    for (const ask of everywhere) expect((await ask()).status).toBe(200);

    const path = `/api/v1/admin/accounts/${person.id}`;
    expect(await admin.post(path, { state: 'disabled' })).toMatchObject({ status: 200, body: { id: person.id } });
    await eventually(async () => {
      for (const ask of everywhere) expect((await ask()).status).toBe(401);
    }, soon);
    const login = (word: string): Promise<unknown> => open.post('/api/v1/auth/login', { email, password: word });
    expect(await login('wrong')).toMatchObject({ status: 401, body: { code: 'session.wrong_credentials' } });
    expect(await login(password)).toMatchObject({ status: 403, body: { code: 'account.disabled' } });

    expect(await admin.post(path, { state: 'enabled' })).toMatchObject({ body: { disabled_at: null } });
    expect(await login(password)).toMatchObject({ status: 200 });
    expect((await script.get('/api/v1/user')).status).toBe(200);
  });

  it('tells what files take up, of each account and of all', async () => {
    const person = await aPerson(open);
    await upload(person.token);
    await upload(person.token);
    const { body } = await admin.get<Listed>(`/api/v1/admin/accounts?query=${person.email}`);
    expect(body.results).toMatchObject([{ id: person.id, storage: { account_id: person.id, files: 2, bytes: 24 } }]);
    const { body: all } = await admin.get<Record<string, number>>('/api/v1/admin/storage');
    expect(all.files).toBeGreaterThanOrEqual(2);
    expect(all.bytes).toBeGreaterThanOrEqual(all.stored_bytes + 12);
    expect(all.free_bytes).toBeGreaterThan(0);
    const told = (await errand(['user', 'storage'])) as { accounts: object[] };
    expect(told).toMatchObject({ files: all.files, bytes: all.bytes, stored_bytes: all.stored_bytes });
    expect(told.accounts).toContainEqual({ account_id: person.id, files: 2, bytes: 24 });
  });

  it('tells the versions of all that runs', async () => {
    const { body } = await admin.get<{ processes: object[]; broker: string }>('/api/v1/admin/versions');
    const database = expect.stringMatching(/mysql|mariadb/i) as unknown;
    expect(body.processes).toEqual([
      { service: 'frontend', available: true, version: '0.1.0', node: process.versions.node, database: null },
      { service: 'gateway', available: true, version: '0.1.0', node: process.versions.node, database: null },
      { service: 'task', available: true, version: '0.1.0', node: process.versions.node, database },
      { service: 'user', available: true, version: '0.1.0', node: process.versions.node, database },
      { service: 'storage', available: true, version: '0.1.0', node: process.versions.node, database },
    ]);
    expect(body.broker).toMatch(/^RabbitMQ \d+\.\d+/);
    expect(await errand(['user', 'versions'])).toEqual(body);
  });

  it('shows who did what, filtered, and deletes an account for the administrator’s own password', async () => {
    const person = await aPerson(open);
    const path = `/api/v1/admin/accounts/${person.id}`;
    const wrong = await admin.delete(path, { current_password: 'wrong' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'account.wrong_password', field: 'current_password' } });
    expect((await admin.delete(path, { current_password: administrator.password })).status).toBe(204);
    await eventually(async () => expect((await open.as(person.token).get('/api/v1/user')).status).toBe(401), soon);
    const log = `/api/v1/admin/audit?account_id=${person.id}&act=account.deleted&since=2020-01-01`;
    expect((await admin.get<Listed>(log)).body.results).toMatchObject([
      { act: 'account.deleted', via: 'administrator', account_id: person.id, email: null },
    ]);
    expect((await admin.get<Listed>(`${log}&until=2020-01-02`)).body.results).toEqual([]);
    expect(await admin.get(path)).toMatchObject({ status: 404, body: { code: 'account.not_found' } });
  });

  it.each([
    ['GET', 'audit?act=nonsense', undefined, 'act'],
    ['GET', 'audit?account_id=x', undefined, 'account_id'],
    ['GET', 'audit?since=2020-02-31T00:00:00Zx', undefined, 'since'],
    ['GET', 'accounts?limit=0', undefined, 'limit'],
    ['GET', 'accounts?cursor=x', undefined, 'cursor'],
    ['POST', 'accounts/x', { state: 'asleep' }, 'state'],
    ['POST', 'installation', { registration_open: 'no' }, 'registration_open'],
  ])('refuses %s %s, and says what was expected', async (method, path, body, field) => {
    const answer = await admin.send(method, `/api/v1/admin/${path}`, body);
    expect(answer).toMatchObject({ status: 400, body: { field, expected: expect.any(String) as unknown } });
  });
});
