import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { again, removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';

const dir = mkdtempSync(join(tmpdir(), 'errand-faults-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;
let person: Person;
let http: Http;

beforeAll(async () => {
  servers = await startServers(dir);
  stack = await startProcesses(servers.env);
  person = await aPerson(new Http(stack.url));
  http = new Http(stack.url, person.token);
  await eventually(async () => expect((await http.get('/api/v1/projects')).status).toBe(200));
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await removeServers(dir);
}, 60_000);

interface Problem {
  code: string;
}

/** The deadline that a request is given, and as much again for a busy machine, ms. */
const limit = 10_000;

/** Asks, and says how it ended; a request that hangs is a failure of its own. */
async function within(request: Promise<Answer<Problem>>): Promise<{ status: number; code: string }> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${limit} ms`)), limit).unref();
  });
  const { status, body } = await Promise.race([request, late]);
  return { status, code: body.code };
}

const addTask = (content: string): Promise<Answer<Problem & { id: string }>> => http.post('/api/v1/tasks', { content });
const login = (): Promise<Answer<Problem>> =>
  new Http(stack.url).post('/api/v1/auth/login', { email: person.email, password: person.password });

async function upload(): Promise<Answer<Problem & { file_url: string }>> {
  const form = new FormData();
  form.append('file', new Blob(['bytes']), 'note.txt');
  const headers = { authorization: `Bearer ${person.token}` };
  const response = await fetch(`${stack.url}/api/v1/uploads`, { method: 'POST', body: form, headers });
  const body = (await response.json()) as Problem & { file_url: string };
  return { status: response.status, headers: response.headers, body };
}

/** For each service: something that needs it, and something that does not. */
const needs = {
  task: { needing: () => addTask('while task is away'), other: login },
  user: { needing: login, other: () => addTask('while user is away') },
  storage: { needing: upload, other: () => addTask('while storage is away') },
};

const ok = (status: number): void => expect(Math.floor(status / 100)).toBe(2);

describe.each(Object.keys(needs) as (keyof typeof needs)[])('when the %s service is killed', (name) => {
  it('the others answer, what needs it fails as such, and all is well when it is back', async () => {
    const { needing, other } = needs[name];
    await stack.kill(name);
    expect(await within(needing())).toEqual({ status: 503, code: `${name}.unavailable` });
    ok((await within(other())).status);

    await stack.start(name);
    await stack.ready(name);
    ok((await within(needing())).status);
  }, 60_000);
});

describe('when the gateway is killed', () => {
  it('the web client is still served, says what is away, and recovers', async () => {
    await stack.kill('gateway');
    const page = await fetch(stack.url, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const logins = await Promise.all(Array.from({ length: 20 }, () => within(login())));
    expect(logins).toEqual(logins.map(() => ({ status: 503, code: 'gateway.unavailable' })));
    expect(stack.log.filter((line) => line.includes('ERR_HTTP_HEADERS_SENT'))).toEqual([]);

    await stack.start('gateway');
    await stack.ready('gateway');
    ok((await within(addTask('after the gateway'))).status);
  }, 60_000);
});

describe('when the frontend is killed', () => {
  it('the API goes on', async () => {
    await stack.kill('frontend');
    const direct = new Http(stack.gatewayUrl, person.token);
    expect((await direct.get('/api/v1/projects')).status).toBe(200);
    await stack.start('frontend');
    await stack.ready('frontend');
  }, 60_000);
});

describe('when the broker is killed', () => {
  it('requests fail as unavailable, and work again when it is back', async () => {
    await servers.broker.kill();
    const { status, code } = await within(addTask('without a broker'));
    expect([status, code]).toEqual([503, 'task.unavailable']);

    servers.broker = await again(dir).broker();
    await eventually(async () => ok((await addTask('with a broker')).status), 20_000);
    await eventually(async () => ok((await upload()).status), 20_000);
    ok((await login()).status);
  }, 90_000);
});

describe('when the database is killed', () => {
  it('requests fail as unavailable, and work again when it is back', async () => {
    await servers.database.kill();
    for (const [request, code] of [
      [addTask('without a database'), 'task.unavailable'],
      [login(), 'user.unavailable'],
      [upload(), 'storage.unavailable'],
    ] as const) {
      expect(await within(request)).toEqual({ status: 503, code });
    }
    servers.database = await again(dir).database();
    await eventually(async () => ok((await addTask('with a database')).status), 20_000);
    await eventually(async () => ok((await login()).status), 20_000);
    await eventually(async () => ok((await upload()).status), 20_000);
  }, 90_000);
});

describe('when everything is killed', () => {
  it('what was acknowledged is there afterwards: tasks, comments, pictures, the account', async () => {
    const acknowledged: string[] = [];
    let running = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; running; index++) {
        const answer = await addTask(`${writer}-${index}`).catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(answer.body.id);
      }
    });
    const file = await upload();
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(40));
    await Promise.all([...Object.keys(needs), 'gateway', 'frontend'].map((name) => stack.kill(name)));
    await Promise.all([servers.broker.kill(), servers.database.kill()]);
    running = false;
    await Promise.all(writers);

    [servers.database, servers.broker] = await Promise.all([again(dir).database(), again(dir).broker()]);
    const names = [...Object.keys(needs), 'gateway', 'frontend'];
    await Promise.all(names.map((name) => stack.start(name)));
    await Promise.all(names.map((name) => stack.ready(name, 60_000)));

    ok((await login()).status);
    for (let from = 0; from < acknowledged.length; from += 50) {
      const ids = acknowledged.slice(from, from + 50);
      const { body } = await http.get<{ results: { id: string }[] }>(`/api/v1/tasks?limit=200&ids=${ids.join(',')}`);
      expect(body.results.map(({ id }) => id).sort()).toEqual([...ids].sort());
    }
    const download = await fetch(file.body.file_url, { headers: { authorization: `Bearer ${person.token}` } });
    expect(await download.text()).toBe('bytes');
  }, 120_000);
});

describe('a registration whose event could not be published', () => {
  it('gets its Inbox when the broker is back', async () => {
    const connection = await connect(servers.broker.url);
    const channel = await connection.createChannel();
    await channel.unbindQueue('task.events', 'errand.events', 'user.registered');
    await connection.close();
    const newcomer = await aPerson(new Http(stack.url));
    await servers.broker.kill();

    servers.broker = await again(dir).broker();
    const own = new Http(stack.url, newcomer.token);
    await eventually(async () => {
      const { body } = await own.get<{ results: { id: string; name: string }[] }>('/api/v1/projects');
      expect(body.results).toEqual([expect.objectContaining({ id: newcomer.id, name: 'Inbox' })]);
    }, 30_000);
  }, 90_000);
});
