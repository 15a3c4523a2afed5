import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Environment } from '#service/environment.js';
import { createService } from '#service/run.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { gatewayService } from '../../apps/gateway/src/gateway.service.js';

const quotas = { RATE_LIMIT_ACCOUNT: '40', RATE_LIMIT_TOKEN: '30', RATE_LIMIT_ROUTE: '20' };

type App = Awaited<ReturnType<typeof createService>>['app'];
let apps: App[];
let replicas: Http[];
let person: Person;

async function startReplica(overrides: Record<string, string> = {}): Promise<App> {
  const settings = { LOG_LEVEL: 'error', ...process.env, ...quotas, GATEWAY_PORT: '0', ...overrides };
  const { app } = await createService(gatewayService, new Environment(settings));
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const http = new Http(await app.getUrl());
  await eventually(async () => expect((await http.get('/health/ready')).status).toBe(200));
  return app;
}

beforeAll(async () => {
  apps = await Promise.all([startReplica(), startReplica()]);
  replicas = await Promise.all(apps.map(async (app) => new Http(await app.getUrl())));
});
afterAll(() => Promise.all(apps.map((app) => app.close())));

interface Problem {
  code: string;
  retry_after: number;
}

/** What is left, as the header tells it: `"token";r=29;t=2`. */
const left = ({ headers }: Answer): number => Number(/;r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);

/** Asks until it is refused; how often it was answered, and the refusal. */
async function exhaust(http: Http, paths: string[]): Promise<{ answered: number; refusal: Answer<Problem> }> {
  for (let answered = 0; ; answered++) {
    const refusal = await http.get<Problem>(paths[answered % paths.length]);
    if (refusal.status !== 200) return { answered, refusal };
  }
}

const lists = ['/api/v1/projects', '/api/v1/labels', '/api/v1/sections', '/api/v1/tasks'];

describe('limits', () => {
  it('tell what is left in every answer, and refuse what goes beyond with the time to wait', async () => {
    person = await aPerson(Http.stack());
    const http = replicas[0].as(person.token);
    const first = await http.get('/api/v1/projects');
    expect(first.headers.get('ratelimit')).toBe('"route";r=19;t=3');
    expect(first.headers.get('ratelimit-policy')).toBe(
      '"account";q=40;w=60, "token";q=30;w=60, "address";q=30000;w=60, "route";q=20;w=60',
    );
    const { answered, refusal } = await exhaust(http, ['/api/v1/projects']);
    expect(answered).toBeGreaterThanOrEqual(19);
    expect([refusal.status, refusal.body.code]).toEqual([429, 'request.too_many']);
    expect(Number(refusal.headers.get('retry-after'))).toBe(refusal.body.retry_after);
    expect(refusal.body.retry_after).toBeGreaterThan(0);
    // another route, and somebody else, are not refused for it
    expect((await http.get('/api/v1/labels')).status).toBe(200);
    expect((await replicas[0].as((await aPerson(Http.stack())).token).get('/api/v1/projects')).status).toBe(200);
  });

  it('hold over all replicas: what is spent at one is missing at the other', async () => {
    const { token } = await aPerson(Http.stack());
    const [here, there] = replicas.map((each) => each.as(token));
    const { answered } = await exhaust(here, lists);
    expect(answered).toBeGreaterThanOrEqual(30);
    // what comes back meanwhile is one unit in two seconds, and each of these tries may take one
    await eventually(async () => expect((await there.get('/api/v1/projects')).status).toBe(429));
  });

  it('count a token by itself, and all tokens of an account together', async () => {
    // so few that hardly anything comes back while they are spent
    const app = await startReplica({ RATE_LIMIT_ACCOUNT: '8', RATE_LIMIT_TOKEN: '6', RATE_LIMIT_ROUTE: '6' });
    try {
      const http = new Http(await app.getUrl());
      const { token } = await aPerson(Http.stack());
      const made = await Http.stack(token).post<{ token: string }>('/api/v1/tokens', { name: 'script' });
      const own = await exhaust(http.as(token), lists);
      expect(own.refusal.body).toMatchObject({ detail: expect.stringContaining('by token') as unknown });
      const { answered, refusal } = await exhaust(http.as(made.body.token), lists);
      expect(answered).toBeLessThan(6);
      expect(refusal.body).toMatchObject({ detail: expect.stringContaining('by account') as unknown });
    } finally {
      await app.close();
    }
  });

  it('take more for what costs more', async () => {
    const { token } = await aPerson(Http.stack());
    const http = replicas[0].as(token);
    expect(left(await http.get('/api/v1/search?query=tomatoes'))).toBe(15);
    const full = await http.post('/api/v1/sync', { sync_token: '*', resource_types: ['labels'] });
    expect([full.status, left(full)]).toEqual([200, 0]);
  });

  it('count who is not signed in by the address that proxies of ours tell, and by no other', async () => {
    const app = await startReplica({ RATE_LIMIT_ADDRESS: '20', RATE_LIMIT_ROUTE: '15', TRUST_PROXY: '127.0.0.1' });
    try {
      const http = new Http(await app.getUrl());
      const from = (address: string): Promise<Answer> =>
        http.send('POST', '/api/v1/auth/refresh', { refresh_token: 'none' }, { 'x-forwarded-for': address });
      for (let count = 0; count < 15; count++) expect((await from('192.0.2.1')).status).toBe(401);
      await eventually(async () => expect((await from(`198.51.100.7, 192.0.2.1`)).status).toBe(429));
      expect((await from('192.0.2.2')).status).toBe(401);
      expect((await from('2001:db8::1')).status).toBe(401);
      const { headers } = await from('2001:db8::2');
      expect(headers.get('ratelimit')).toMatch(/^"route";r=1[34];/);
    } finally {
      await app.close();
    }
  });
});
