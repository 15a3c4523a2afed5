import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Http } from '#testing/http.js';
import { Lambda, type HttpEvent, recorded, type Result } from './lambda/http-api.js';

let gateway: Lambda;
let token: string;

/** An event as it was recorded, but for some of it. */
const like = (name: string, change: (event: HttpEvent) => void = () => undefined): HttpEvent => {
  const event = recorded(name);
  if (token) event.headers.authorization = `Bearer ${token}`;
  change(event);
  return event;
};
const read = <T>({ body }: Result): T => JSON.parse(body) as T;

beforeAll(async () => {
  gateway = await Lambda.start({
    LOG_LEVEL: 'warn',
    GATEWAY_BROKER_URL: process.env.GATEWAY_BROKER_URL,
    ACTOR_KEY: process.env.ACTOR_KEY,
    PUBLIC_URL: process.env.ERRAND_URL,
    STORAGE_URL: process.env.ERRAND_STORAGE_URL,
  });
  const event = recorded('register');
  event.body = event.body?.replace('EMAIL', `${randomUUID()}@example.org`);
  event.headers['content-length'] = String(event.body?.length);
  const registered = await gateway.call(event);
  expect(registered).toMatchObject({ statusCode: 201, isBase64Encoded: false });
  token = read<{ access_token: string }>(registered).access_token;
}, 60_000);

afterAll(() => gateway?.stop());

describe('the gateway as a function of AWS Lambda', () => {
  it('writes what every other gateway reads', async () => {
    const added = await gateway.call(like('add'));
    expect(added.statusCode).toBe(200);
    expect(added.headers['content-type']).toContain('application/json');
    const { id } = read<{ id: string }>(added);
    const { body } = await Http.stack(token).get(`/api/v1/tasks/${id}`);
    expect(body).toMatchObject({ content: 'Water the tomatoes', priority: 4 });
  });

  it('takes a query as it was sent, commas and all', async () => {
    const found = await gateway.call(like('filter'));
    expect(found.statusCode).toBe(200);
    expect(read<{ results: unknown[] }>(found).results).toHaveLength(1);
  });

  it('takes the bytes of a file', async () => {
    const uploaded = await gateway.call(like('upload'));
    expect(uploaded.statusCode).toBe(200);
    expect(read(uploaded)).toMatchObject({ file_name: 'tomato.txt', file_size: 13 });
  });

  it('refuses with problem details what is wrong, and whom it does not know', async () => {
    const wrong = await gateway.call(like('add', (event) => (event.body = '{"content":1}')));
    expect(wrong).toMatchObject({
      statusCode: 400,
      headers: { 'content-type': expect.stringContaining('problem+json') },
    });
    const stranger = await gateway.call(like('add', ({ headers }) => (headers.authorization = 'Bearer nobody')));
    expect(stranger.statusCode).toBe(401);
  });
});
