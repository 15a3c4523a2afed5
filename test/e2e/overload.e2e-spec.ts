import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { removeServers, startProcesses, startServers, withoutLimits } from '../../libs/testing/stack.mjs';

/** Requests that the gateway of this test answers at a time, and calls of one gateway that may wait for one service. */
const mostRequests = 1200;
const mostPending = 1000;
/** Long enough for a busy machine to send all of a flood. */
const deadline = 15_000;
const megabyte = 1024 * 1024;

const dir = mkdtempSync(join(tmpdir(), 'errand-overload-'));
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;
let person: Person;
let http: Http;

beforeAll(async () => {
  servers = await startServers(dir);
  stack = await startProcesses({
    ...servers.env,
    ...withoutLimits,
    HTTP_MAX_REQUESTS: String(mostRequests),
    COMMAND_DEADLINE_MS: String(deadline),
  });
  person = await aPerson(new Http(stack.gatewayUrl));
  http = new Http(stack.gatewayUrl, person.token);
  await eventually(async () => expect((await http.get('/api/v1/projects')).status).toBe(200));
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  await removeServers(dir);
}, 60_000);

interface Ended {
  status: number;
  code?: string;
  detail?: string;
  retryAfter: string | null;
  took: number;
}

/** How a request ended. */
async function ended(request: Promise<Answer<{ code?: string; detail?: string }>>): Promise<Ended> {
  const since = Date.now();
  const { status, headers, body } = await request;
  const { code, detail } = body;
  return { status, code, detail, retryAfter: headers.get('retry-after'), took: Date.now() - since };
}

/** Asks for so many tasks at once; how each ended, by its content. `tell` hears of each as soon as it has. */
async function flood(
  name: string,
  count: number,
  tell: (end: Ended) => void = () => undefined,
): Promise<Map<string, Ended>> {
  const contents = Array.from({ length: count }, (_, index) => `${name} ${index}`);
  const all = contents.map(async (content) => {
    const end = await ended(http.post('/api/v1/tasks', { content }));
    tell(end);
    return [content, end] as const;
  });
  return new Map(await Promise.all(all));
}

const login = (): Promise<Ended> =>
  ended(http.post('/api/v1/auth/login', { email: person.email, password: person.password }));

/** Of the tasks whose content begins with a name, the contents. */
async function stored(name: string): Promise<string[]> {
  interface Page {
    results: { content: string }[];
    next_cursor: string | null;
  }
  const contents: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = (await http.get<Page>(`/api/v1/tasks?limit=200${next}`)).body;
    contents.push(...page.results.map(({ content }) => content).filter((content) => content.startsWith(name)));
    cursor = page.next_cursor;
  }
  return contents;
}

const pidOf = (name: string): number =>
  Number(readFileSync(join(stack.dir, 'run', `${name}.pid`), 'utf8').split(' ')[0]);

/** What the gateway tells of itself while it is overloaded. */
async function look(): Promise<{ pending: number; memory: number; live: number }> {
  const open = new Http(stack.gatewayUrl);
  const [{ body }, live] = await Promise.all([open.get<string>('/metrics'), open.get('/health/live')]);
  const read = (start: string): number =>
    Number(
      body
        .split('\n')
        .find((line) => line.startsWith(`${start} `))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  return {
    pending: read('errand_command_calls_pending{service="task"}'),
    memory: read('process_resident_memory_bytes'),
    live: live.status,
  };
}

/** Looks again and again while some work goes on. */
async function looking<T>(work: Promise<T>): Promise<{ result: T; looks: Awaited<ReturnType<typeof look>>[] }> {
  const looks: Awaited<ReturnType<typeof look>>[] = [];
  let done = false;
  const result = work.finally(() => (done = true));
  while (!done) looks.push(await look());
  return { result: await result, looks };
}

const isSpared = ({ detail }: Ended): boolean => detail?.includes('too many requests wait for it') ?? false;

describe('more requests than can be answered', () => {
  it('are answered, or refused at once with when to come back and not done', async () => {
    const database = await createConnection({ uri: servers.env.TASK_DATABASE_URL });
    await database.beginTransaction();
    await database.query('SELECT id FROM project FOR UPDATE');
    let flooding!: ReturnType<typeof flood>;
    const refused = new Promise<void>((resolve) => {
      flooding = flood('much', 1500, (end) => isSpared(end) && resolve());
    });
    await Promise.race([refused, flooding]);
    await database.rollback();
    await database.end();
    const all = [...(await flooding)];

    const done = all.filter(([, { status }]) => status === 200).map(([content]) => content);
    const spared = all.filter(([, each]) => isSpared(each)).map(([content]) => content);
    expect([done.length > 0, spared.length > 0]).toEqual([true, true]);
    for (const [, { status, retryAfter }] of all.filter(([, each]) => each.status !== 200)) {
      expect([status, Number(retryAfter) >= 1]).toEqual([503, true]);
    }
    const tasks = await stored('much');
    expect(new Set(tasks).size).toBe(tasks.length);
    expect(done.filter((content) => !tasks.includes(content))).toEqual([]);
    expect(spared.filter((content) => tasks.includes(content))).toEqual([]);
  }, 90_000);

  it('while services hang, hold up nobody for longer than the deadline, and cost a bounded amount', async () => {
    const { memory } = await look();
    const hanging = ['task', 'user'].map(pidOf);
    for (const pid of hanging) process.kill(pid, 'SIGSTOP');
    try {
      const tasks = flood('hanging', mostPending + 300);
      const logins = Promise.all(Array.from({ length: mostRequests - mostPending + 300 }, login));
      const { result, looks } = await looking(Promise.all([tasks, logins]));
      const all = [...result[0].values(), ...result[1]];
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([503]));
      expect(all.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
      expect(all.filter(isSpared).length).toBeGreaterThan(0);
      expect(all.filter(({ code }) => code === 'gateway.overloaded').length).toBeGreaterThan(0);
      expect(Math.max(...all.map(({ took }) => took))).toBeLessThan(2 * deadline);
      expect(Math.max(...looks.map(({ pending }) => pending))).toBe(mostPending);
      expect(new Set(looks.map(({ live }) => live))).toEqual(new Set([200]));
      expect(Math.max(...looks.map((each) => each.memory)) - memory).toBeLessThan(150 * megabyte);

      // one may be let through to find out whether the service is back
      const next = await Promise.all(
        ['refused', 'refused'].map((content) => ended(http.post('/api/v1/tasks', { content }))),
      );
      for (const { status, code, retryAfter } of next) {
        expect([status, code, Number(retryAfter) >= 1]).toEqual([503, 'task.unavailable', true]);
      }
      expect(Math.min(...next.map(({ took }) => took))).toBeLessThan(deadline / 5);
    } finally {
      for (const pid of hanging) process.kill(pid, 'SIGCONT');
    }
    await eventually(async () => expect((await http.get('/api/v1/tasks')).status).toBe(200));
    await eventually(async () => expect((await login()).status).toBe(200));
    const afterwards = await flood('afterwards', 100);
    expect([...afterwards.values()].map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect((await look()).pending).toBe(0);
    expect([...(await stored('hanging')), ...(await stored('refused'))]).toEqual([]);
  }, 90_000);
});
