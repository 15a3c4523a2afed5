import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { type TokenScope, tokenScopes } from '#contracts/token.contract.js';

const http = Http.stack();
let person: Person;

interface Made {
  id: string;
  token: string;
  scopes: string[];
  expires_at: string | null;
}

interface Problem {
  code: string;
  field?: string;
}

const make = (body: object): Promise<Answer<Made & Problem>> => http.as(person.token).post('/api/v1/tokens', body);
const bearing = async (scopes: TokenScope[]): Promise<Http> =>
  http.as((await make({ name: scopes.join(' '), scopes })).body.token);

beforeAll(async () => {
  person = await aPerson(http);
});

const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, { 'x-scope'?: string }>>;
};
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, scope: operation['x-scope'] })),
);
const includes: Record<string, string[]> = { 'data:read_write': ['data:read_write', 'data:read', 'task:add'] };

describe('a personal token', () => {
  it.each(tokenScopes)('with the scope %s is refused on every route that wants another', async (scope) => {
    const own = await bearing([scope]);
    const allowed = includes[scope] ?? [scope];
    for (const { path, method, scope: wanted } of routes) {
      if (!wanted || wanted === 'by command' || allowed.includes(wanted)) continue;
      const { status, body } = await own.send<Problem>(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'));
      const code = wanted === 'account' ? 'auth.session_only' : 'auth.scope_missing';
      expect([method, path, status, body.code]).toEqual([method, path, 403, code]);
    }
  });

  it('does what its scope is for', async () => {
    const [add, read, write, remove] = await Promise.all([
      bearing(['task:add']),
      bearing(['data:read']),
      bearing(['data:read_write']),
      bearing(['data:delete']),
    ]);
    const { status, body } = await add.post<{ id: string }>('/api/v1/tasks', { content: 'By a script' });
    expect(status).toBe(200);
    expect((await read.get(`/api/v1/tasks/${body.id}`)).status).toBe(200);
    expect((await write.post(`/api/v1/tasks/${body.id}`, { content: 'Changed' })).status).toBe(200);
    expect((await remove.delete(`/api/v1/tasks/${body.id}`)).status).toBe(204);
  });

  it('has each command of a batch looked at by itself', async () => {
    const add = await bearing(['task:add']);
    const commands = [
      { type: 'item_add', uuid: 'a', temp_id: 't', args: { content: 'Allowed' } },
      { type: 'project_add', uuid: 'b', temp_id: 'p', args: { name: 'Not allowed' } },
      { type: 'item_delete', uuid: 'c', args: { id: 't' } },
    ];
    const { status, body } = await add.post<{ sync_status: Record<string, unknown> }>('/api/v1/sync', { commands });
    expect(status).toBe(200);
    expect(body.sync_status).toMatchObject({ a: 'ok', b: { http_code: 403 }, c: { http_code: 403 } });
    const reading = await add.post<Problem>('/api/v1/sync', { sync_token: '*', resource_types: ['all'] });
    expect(reading).toMatchObject({ status: 403, body: { code: 'auth.scope_missing' } });
  });

  it('may do everything but get others in, unless it is told otherwise', async () => {
    const { body } = await make({ name: 'all' });
    expect(body).toMatchObject({ scopes: [...tokenScopes], expires_at: null });
    const own = http.as(body.token);
    expect((await own.get('/api/v1/user')).status).toBe(200);
    expect(await own.post('/api/v1/tokens', { name: 'more' })).toMatchObject({
      status: 403,
      body: { code: 'auth.session_only' },
    });
  });

  it('stops working when it expires, also where it was just used', async () => {
    const { body } = await make({ name: 'for a day', expires_in_days: 1 });
    expect(Date.parse(body.expires_at ?? '') - Date.now()).toBeGreaterThan(86_000_000);
    const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
    await database.query(
      `UPDATE personal_token SET expires_at = UTC_TIMESTAMP(3) + INTERVAL 2 SECOND
       WHERE id = UNHEX(REPLACE(?, '-', ''))`,
      [body.id],
    );
    await database.end();
    const own = http.as(body.token);
    const started = Date.now();
    let status = 200;
    while (status === 200 && Date.now() - started < 10_000) ({ status } = await own.get('/api/v1/user'));
    expect(status).toBe(401);
  });

  it.each([
    ['an unknown scope', { scopes: ['root'] }, 'scopes'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['one scope twice', { scopes: ['data:read', 'data:read'] }, 'scopes'],
    ['an end in the past', { expires_in_days: 0 }, 'expires_in_days'],
  ])('is not made with %s', async (_, fields, field) => {
    expect(await make({ name: 'x', ...fields })).toMatchObject({ status: 400, body: { field } });
  });
});
