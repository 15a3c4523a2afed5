import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPerson, Http } from '#testing/http.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';

const tasks = 100_000;
const mostMemory = 250 * 1024 * 1024;

const dir = mkdtempSync(join(tmpdir(), 'errand-large-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;

beforeAll(async () => {
  servers = await startServers(dir);
  stack = await startProcesses({ ...servers.env });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  await removeServers(dir);
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
