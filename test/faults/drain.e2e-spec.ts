import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChannelModel, connect } from 'amqplib';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Balancer, healthOf } from '#testing/balancer.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';

const names = ['frontend', 'gateway', 'task', 'user', 'storage'] as const;
type Name = (typeof names)[number];
/** Who sends requests at a time, and how many each has sent before and after something happens. */
const clients = 4;
const enough = 10;
/** What a process may need to stop, ms: its drain delay, what is in work, and a busy machine. */
const grace = 10_000;

const dir = mkdtempSync(join(tmpdir(), 'errand-drain-'));
const balancers = {} as Record<'frontend' | 'gateway' | 'storage', Balancer>;
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;
let person: Person;
let broker: ChannelModel;

beforeAll(async () => {
  servers = await startServers(dir);
  for (const name of ['frontend', 'gateway', 'storage'] as const) balancers[name] = await Balancer.start();
  const { frontend, gateway, storage } = balancers;
  stack = await startProcesses(
    { ...servers.env, DRAIN_DELAY_MS: '500' },
    { GATEWAY_URL: gateway.url, STORAGE_URL: storage.url, STORAGE_PUBLIC_URL: storage.url, PUBLIC_URL: frontend.url },
  );
  for (const [name, balancer] of Object.entries(balancers)) balancer.add(stack.addressOf(name));
  await eventually(() => expect(Object.values(balancers).every(({ targets }) => targets.length === 1)).toBe(true));
  person = await aPerson(new Http(frontend.url));
  broker = await connect(servers.broker.url);
}, 120_000);

afterAll(async () => {
  await broker?.close();
  await stack?.stop();
  for (const balancer of Object.values(balancers)) balancer.stop();
  await removeServers(dir);
}, 60_000);

/** Clients that send one request after the other, of every kind, and try none again. */
class Load {
  readonly failed: string[] = [];
  readonly added: { id: string; content: string }[] = [];
  readonly uploaded: string[] = [];
  private sent = 0;
  private going = true;
  private readonly loops: Promise<void>[];

  constructor() {
    this.loops = Array.from({ length: clients }, (_, client) => this.loop(client));
  }

  /** Waits until all clients have sent some more. */
  async goOn(): Promise<void> {
    const until = this.sent + clients * enough;
    await eventually(() => expect(this.sent).toBeGreaterThan(until), 30_000);
  }

  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.loops);
  }

  private async loop(client: number): Promise<void> {
    const http = new Http(balancers.frontend.url, person.token);
    const account = { email: person.email, password: person.password };
    for (let index = 0; this.going; index++) {
      const content = `${client}-${index}-${crypto.randomUUID()}`;
      await this.expectOk('add', () => http.post<{ id: string }>('/api/v1/tasks', { content })).then((body) => {
        if (body) this.added.push({ id: body.id, content });
      });
      await this.expectOk('list', () => http.get('/api/v1/tasks?limit=20'));
      if (index % 3 === client % 3) await this.expectOk('sign in', () => http.post('/api/v1/auth/login', account));
      if (index % 3 === (client + 1) % 3) await this.upload(content);
    }
  }

  private async upload(content: string): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([content]), 'note.txt');
    const authorization = `Bearer ${person.token}`;
    const url = `${balancers.frontend.url}/api/v1/uploads`;
    const body = await this.expectOk('upload', async () => {
      const answer = await fetch(url, { method: 'POST', body: form, headers: { authorization } });
      return { status: answer.status, body: (await answer.json()) as { file_url: string } };
    });
    if (!body) return;
    const read = await this.expectOk('download', async () => {
      const answer = await fetch(body.file_url, { headers: { authorization } });
      return { status: answer.status, body: await answer.text() };
    });
    if (read !== undefined && read !== content) this.failed.push(`download: ${content} came back as ${read}`);
    this.uploaded.push(content);
  }

  private async expectOk<T>(what: string, send: () => Promise<{ status: number; body: T }>): Promise<T | undefined> {
    try {
      const { status, body } = await send();
      this.sent += 1;
      if (status < 300) return body;
      this.failed.push(`${what}: ${status} ${JSON.stringify(body)}`);
    } catch (error) {
      this.failed.push(`${what}: ${String((error as Error).cause ?? error)}`);
    }
    return undefined;
  }
}

/** Starts a replica, and has its balancer know it. */
async function start(as: string): Promise<void> {
  const balancer = (balancers as Record<string, Balancer | undefined>)[as.split('-')[0]];
  await stack.start(as);
  await stack.ready(as, 60_000);
  balancer?.add(stack.addressOf(as));
  await eventually(() => expect(balancer?.targets ?? [stack.addressOf(as)]).toContain(stack.addressOf(as)));
}

/** Tells a process to stop; answers how it ended, what it said of its health until then, and how long it took. */
async function terminate(as: string): Promise<{ how: string; health: (number | string)[]; took: number }> {
  const address = stack.addressOf(as);
  const health: (number | string)[] = [];
  let stopped = false;
  const watching = (async () => {
    while (!stopped) health.push(await healthOf(address));
  })();
  await eventually(() => expect(health).toContain(200));
  const since = Date.now();
  const how = await stack.terminate(as);
  const took = Date.now() - since;
  stopped = true;
  await watching;
  for (const balancer of Object.values(balancers)) balancer.remove(address);
  return { how, health, took };
}

/** Each of some answers once, however often it was given in a row. */
const changes = (health: (number | string)[]): (number | string)[] =>
  health.filter((each, index) => each !== health[index - 1]);

async function allTasks(): Promise<{ id: string; content: string }[]> {
  interface Page {
    results: { id: string; content: string }[];
    next_cursor: string | null;
  }
  const tasks: Page['results'] = [];
  const http = new Http(balancers.frontend.url, person.token);
  for (let cursor: string | null = ''; cursor !== null;) {
    const next = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = (await http.get<Page>(`/api/v1/tasks?limit=200${next}`)).body;
    tasks.push(...page.results.map(({ id, content }) => ({ id, content })));
    cursor = page.next_cursor;
  }
  return tasks;
}

/** What was asked for is there once, and was reported. */
async function expectOnce({ added }: Load, events: { ids(): Promise<string[]> }): Promise<void> {
  const ids = added.map(({ id }) => id).sort();
  const contents = new Set(added.map(({ content }) => content));
  const tasks = (await allTasks()).filter(({ content }) => contents.has(content));
  expect(tasks.map(({ id }) => id).sort()).toEqual(ids);
  await eventually(async () => expect([...new Set(await events.ids())].sort()).toEqual(ids));
}

/** Collects the ids of the tasks that were reported as added. */
async function reported(): Promise<{ ids(): Promise<string[]> }> {
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'errand.events', 'task.added');
  const ids: string[] = [];
  return {
    async ids() {
      let message;
      while ((message = await channel.get(queue, { noAck: true }))) {
        ids.push((JSON.parse(message.content.toString()) as { id: string }).id);
      }
      return ids;
    },
  };
}

describe.each(names)('the %s, told to stop under load', (name: Name) => {
  it('fails no request, loses nothing and does nothing twice', async () => {
    const events = await reported();
    await start(`${name}-2`);
    const load = new Load();
    await load.goOn();
    const { how, health, took } = await terminate(name);
    await load.goOn();
    await load.stop();

    expect(load.failed).toEqual([]);
    expect(how).toBe('exited with code 0');
    // a connection that was just being made is reset
    expect(changes(health).filter((each) => each !== 'ECONNRESET')).toEqual([200, 503, 'ECONNREFUSED']);
    expect(took).toBeLessThan(grace);
    await expectOnce(load, events);
  }, 120_000);
});

describe('all processes, replaced one after the other under load', () => {
  it('fail no request, lose nothing and do nothing twice', async () => {
    const events = await reported();
    const load = new Load();
    await load.goOn();
    for (const name of names) {
      await start(name);
      expect(await terminate(`${name}-2`)).toMatchObject({ how: 'exited with code 0' });
    }
    await load.goOn();
    await load.stop();
    expect(load.failed).toEqual([]);
    await expectOnce(load, events);
  }, 180_000);
});
