import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';
import { SpanCollector } from './span-collector.js';

// What needs a system that nobody else uses: it sends its traces here, and its memory and its tasks are counted.

const tasks = 100_000;
const mostMemory = 250 * 1024 * 1024;

const dir = mkdtempSync(join(tmpdir(), 'errand-own-'));
const collector = new SpanCollector();
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;

beforeAll(async () => {
  servers = await startServers(dir);
  stack = await startProcesses({ ...servers.env, OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start() });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  await removeServers(dir);
  collector.stop();
}, 60_000);

/** Makes of the one task that there is so many, as no client could in a few seconds. */
async function multiply(count: number): Promise<void> {
  const database = await createConnection({ uri: servers.env.TASK_DATABASE_URL });
  const columns = `user_id, project_id, content, description, priority, due_fold, position, version, added_at, updated_at`;
  for (let made = 1; made < count; made *= 2) {
    await database.query(
      `INSERT INTO task (id, ${columns}) SELECT UNHEX(REPLACE(UUID(), '-', '')), ${columns} FROM task LIMIT ?`,
      [Math.min(made, count - made)],
    );
  }
  await database.end();
}

async function residentMemory(process: string): Promise<number> {
  const { body } = await new Http(stack.addressOf(process)).get<string>('/metrics');
  return Number(/^process_resident_memory_bytes(?:{.*})? (\S+)$/m.exec(body)?.[1]);
}

it('streams everything to a new client, with little memory', async () => {
  const gateway = stack.addressOf('gateway');
  const { token } = await aPerson(new Http(gateway));
  await new Http(gateway, token).post('/api/v1/tasks', { content: 'Water the tomatoes', description: 'x'.repeat(200) });
  await multiply(tasks);
  const answer = await fetch(`${gateway}/api/v1/sync`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ resource_types: ['all'] }),
  });
  const ids = new Set<string>();
  let [text, peak, pieces] = ['', 0, 0];
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (const [, id] of text.matchAll(/{"id":"([-0-9a-f]{36})","user_id"/g)) ids.add(id);
    text = text.slice(text.lastIndexOf('{'));
    if (pieces++ % 20 === 0) peak = Math.max(peak, await residentMemory('gateway'));
  }
  expect(text).toMatch(/\]}$/);
  expect(ids.size).toBe(tasks);
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(mostMemory);
}, 180_000);

describe('a trace', () => {
  it('goes from the request through the command, its statements and its event to the services that take it', async () => {
    const person = await aPerson(new Http(stack.url));
    const [traceId, parentId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const headers = { traceparent: `00-${traceId}-${parentId}-01` };
    const http = new Http(stack.url, person.token);
    const { status } = await http.send('DELETE', '/api/v1/user', { current_password: person.password }, headers);
    expect(status).toBe(204);
    const handled = ['gateway DELETE /api/v1/user', 'gateway send account.delete', 'user handle account.delete'];
    const asked = [...handled, 'user publish user.deletion_requested'];
    const taken = [...asked, 'task process user.deletion_requested'];
    await eventually(() => {
      expect(collector.waysTo(traceId, 'DELETE')).toContainEqual([...handled, 'user DELETE']);
      expect(collector.waysTo(traceId, 'COMMIT')).toContainEqual([...handled, 'user COMMIT']);
      expect(collector.waysTo(traceId, 'DELETE')).toContainEqual([...taken, 'task DELETE']);
      const answered = [...taken, 'task publish task.purged', 'user process task.purged'];
      expect(collector.waysTo(traceId, 'process task.purged')).toContainEqual(answered);
      const alsoTaken = [...asked, 'storage process user.deletion_requested'];
      expect(collector.waysTo(traceId, 'process user.deletion_requested')).toContainEqual(alsoTaken);
    });
    const outermost = collector.spans.find(({ name, traceId: id }) => id === traceId && name.startsWith('DELETE /'));
    expect(outermost?.parentSpanId).toBe(parentId);
  });

  it('goes along with an upload to where its bytes are kept', async () => {
    const { token } = await aPerson(new Http(stack.url));
    const traceId = '2af7651916cd43dd8448eb211c80319c';
    const form = new FormData();
    form.append('file', new Blob(['bytes']), 'note.txt');
    const headers = { authorization: `Bearer ${token}`, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const { status } = await fetch(`${stack.url}/api/v1/uploads`, { method: 'POST', body: form, headers });
    expect(status).toBe(200);
    const way = ['gateway POST /api/v1/uploads', 'storage PUT /files/:id'];
    await eventually(() => expect(collector.waysTo(traceId, 'PUT /files/:id')).toEqual([way]));
  });

  it('begins at the gateway when the caller has none, and is not recorded when the caller says so', async () => {
    const http = new Http(stack.url);
    const answer = await http.get<{ trace_id: string }>('/api/v1/tasks');
    await eventually(() => expect(collector.waysTo(answer.body.trace_id, 'GET /api/v1/tasks')).toHaveLength(1));
    const unwanted = '1af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${unwanted}-b7ad6b7169203331-00` };
    await http.send('GET', '/api/v1/tasks', undefined, headers);
    await http.get('/api/v1/projects');
    await eventually(() => expect(collector.spans.some(({ name }) => name === 'GET /api/v1/projects')).toBe(true));
    expect(collector.spans.filter(({ traceId }) => traceId === unwanted)).toEqual([]);
  });
});
