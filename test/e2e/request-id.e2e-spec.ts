import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { randomUUID } from 'node:crypto';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';

let person: Person;
let http: Http;

beforeAll(async () => {
  person = await aPerson(Http.stack());
  http = Http.stack(person.token);
});

interface Body {
  id: string;
  code: string;
  token: string;
}

const post = (path: string, body: unknown, requestId: string): Promise<Answer<Body>> =>
  http.send('POST', path, body, { 'x-request-id': requestId });

async function upload(name: string, requestId: string): Promise<{ status: number; file_url: string }> {
  const form = new FormData();
  form.append('file', new Blob(['bytes']), name);
  const headers = { authorization: `Bearer ${person.token}`, 'x-request-id': requestId };
  const response = await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body: form, headers });
  return { status: response.status, ...((await response.json()) as { file_url: string }) };
}

describe('a write under an X-Request-Id', () => {
  it.each([
    ['/api/v1/tasks', { content: 'Once' }],
    ['/api/v1/projects', { name: 'Once' }],
    ['/api/v1/labels', { name: 'once' }],
    ['/api/v1/tokens', { name: 'once' }],
  ])('is executed once and answered the same: POST %s', async (path, body) => {
    const requestId = randomUUID();
    const first = await post(path, body, requestId);
    expect(first.status).toBeLessThan(300);
    expect(await post(path, body, requestId)).toMatchObject({ status: first.status, body: first.body });
    expect((await post(path, body, randomUUID())).body.id).not.toBe(first.body.id);
  });

  it('is executed once when it comes many times at once', async () => {
    const requestId = randomUUID();
    const { body: project } = await post('/api/v1/projects', { name: 'Crowd' }, randomUUID());
    const task = { content: 'One of many', project_id: project.id };
    const answers = await Promise.all(Array.from({ length: 16 }, () => post('/api/v1/tasks', task, requestId)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const { body } = await http.get<{ results: unknown[] }>(`/api/v1/tasks?project_id=${project.id}`);
    expect(body.results).toHaveLength(1);
  });

  it('opens one account, whose first answer may have been lost', async () => {
    const requestId = randomUUID();
    const body = { email: `${randomUUID()}@example.org`, password: 'correct horse battery', full_name: 'Sam Doe' };
    const first = await post('/api/v1/auth/register', body, requestId);
    expect(first.status).toBe(201);
    expect(await post('/api/v1/auth/register', body, requestId)).toMatchObject({ status: 201, body: first.body });
    expect((await post('/api/v1/auth/register', body, randomUUID())).body.code).toBe('account.email_taken');
    const stranger = { ...body, email: `${randomUUID()}@example.org` };
    expect((await post('/api/v1/auth/register', stranger, requestId)).status).toBe(201);
  });

  it('is refused for another request under the same id', async () => {
    const requestId = randomUUID();
    await post('/api/v1/tasks', { content: 'Mine' }, requestId);
    const refused = { status: 400, body: { code: 'request.id_reused', field: 'X-Request-Id' } };
    expect(await post('/api/v1/tasks', { content: 'Another' }, requestId)).toMatchObject(refused);
    expect(await post('/api/v1/projects', { name: 'Another' }, requestId)).toMatchObject(refused);
  });

  it('does not undo what came between: closing twice under one id closes once', async () => {
    const requestId = randomUUID();
    const { body: task } = await post('/api/v1/tasks', { content: 'Open and shut' }, randomUUID());
    const close = (): Promise<Answer<Body>> => post(`/api/v1/tasks/${task.id}/close`, undefined, requestId);
    expect((await close()).status).toBe(204);
    await post(`/api/v1/tasks/${task.id}/reopen`, undefined, randomUUID());
    expect((await close()).status).toBe(204);
    expect((await http.get(`/api/v1/tasks/${task.id}`)).body).toMatchObject({ checked: false });
  });

  it('stores an upload once', async () => {
    const requestId = randomUUID();
    const first = await upload('once.txt', requestId);
    expect(first.status).toBe(200);
    expect(await upload('once.txt', requestId)).toMatchObject({ status: 200, file_url: first.file_url });
    const file = await http.send<string>('GET', new URL(first.file_url).pathname);
    expect(file.status).toBe(302);
  });

  it('is what the SDK sends when it is given one', async () => {
    const api = new TodoistApi(person.token, { baseUrl: process.env.ERRAND_URL });
    const requestId = randomUUID();
    const first = await api.addTask({ content: 'From the SDK' }, requestId);
    expect((await api.addTask({ content: 'From the SDK' }, requestId)).id).toBe(first.id);
  });

  it.each(['', ' ', 'x'.repeat(129)])('needs an id that can be one, which %j is not', async (requestId) => {
    const { status, body } = await post('/api/v1/tasks', { content: 'x' }, requestId);
    expect([status, body.code]).toEqual([400, 'request.id_invalid']);
  });
});
