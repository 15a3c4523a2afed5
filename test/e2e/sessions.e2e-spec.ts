import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Environment } from '#service/environment.js';
import { createService } from '#service/run.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';
import { gatewayService } from '../../apps/gateway/src/gateway.service.js';

const http = Http.stack();
const here = process.env.ERRAND_URL ?? '';
/** Within which a session that was revoked stops working everywhere, ms. */
const soon = 2000;

type Replica = Awaited<ReturnType<typeof createService>>['app'];

/** One more gateway, in this process. */
async function startReplica(): Promise<{ app: Replica; http: Http }> {
  const settings = { LOG_LEVEL: 'error', ...process.env, GATEWAY_PORT: '0', PUBLIC_URL: here };
  const { app } = await createService(gatewayService, new Environment(settings));
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { app, http: new Http(await app.getUrl()) };
}

let replica: Awaited<ReturnType<typeof startReplica>>;

beforeAll(async () => void (replica = await startReplica()));
afterAll(() => replica.app.close());

const own = { 'Errand-Session': 'cookie', Origin: here };

interface Cookie {
  cookie: string;
  set: string;
}

async function signInWithCookie({ email, password }: Person): Promise<Cookie> {
  const answer = await http.send<object>('POST', '/api/v1/auth/login', { email, password }, own);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body)).toEqual(['user']);
  const set = answer.headers.get('set-cookie') ?? '';
  return { cookie: set.split(';')[0] ?? '', set };
}

const asks = (origin: Http, cookie: string): Promise<{ status: number }> =>
  origin.send('GET', '/api/v1/user', undefined, { Cookie: cookie });

interface Listed {
  results: { id: string; current: boolean; device: string; address: string }[];
}

describe('a session that is ended', () => {
  it('stops working on every replica within two seconds, with its cookie as with its access token', async () => {
    const person = await aPerson(http);
    const { cookie } = await signInWithCookie(person);
    const { body: bearer } = await http.post<{ access_token: string }>('/api/v1/auth/login', {
      email: person.email,
      password: person.password,
    });
    const everywhere = [http, replica.http].flatMap((origin) => [
      () => asks(origin, cookie),
      () => origin.as(bearer.access_token).get('/api/v1/user'),
    ]);
    for (const ask of everywhere) await eventually(async () => expect((await ask()).status).toBe(200));

    expect((await http.as(person.token).delete('/api/v1/sessions')).status).toBe(204);
    await eventually(async () => {
      for (const ask of everywhere) expect((await ask()).status).toBe(401);
    }, soon);
    expect((await http.as(person.token).get('/api/v1/user')).status).toBe(200);
  });

  it('is ended by another password, as others are, on every replica', async () => {
    const { email, password, token } = await aPerson(http);
    const { body } = await http.post<{ access_token: string }>('/api/v1/auth/login', { email, password });
    const other = [http, replica.http].map((origin) => origin.as(body.access_token));
    for (const each of other) await eventually(async () => expect((await each.get('/api/v1/user')).status).toBe(200));
    const change = { current_password: password, new_password: `another ${password}` };
    expect((await http.as(token).post('/api/v1/user/password', change)).status).toBe(204);
    await eventually(async () => {
      for (const each of other) expect((await each.get('/api/v1/user')).status).toBe(401);
    }, soon);
  });

  it('does not work on a replica that starts afterwards', async () => {
    const person = await aPerson(http);
    const own = http.as(person.token);
    const { body } = await own.get<Listed>('/api/v1/sessions');
    expect((await own.delete(`/api/v1/sessions/${body.results[0].id}`)).status).toBe(204);
    const late = await startReplica();
    try {
      await eventually(async () => {
        expect((await late.http.as(person.token).get('/api/v1/user')).status).toBe(401);
      }, soon);
    } finally {
      await late.app.close();
    }
  });

  it('by its holder takes the cookie along', async () => {
    const { cookie } = await signInWithCookie(await aPerson(http));
    const answer = await http.send('DELETE', '/api/v1/sessions/current', undefined, { Cookie: cookie, Origin: here });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    await eventually(async () => expect((await asks(http, cookie)).status).toBe(401), soon);
  });
});

it('a personal token that is taken back stops working on every replica within two seconds', async () => {
  const own = http.as((await aPerson(http)).token);
  const { body } = await own.post<{ id: string; token: string }>('/api/v1/tokens', { name: 'script' });
  const everywhere = [http, replica.http].map((origin) => origin.as(body.token));
  for (const each of everywhere)
    await eventually(async () => expect((await each.get('/api/v1/user')).status).toBe(200));
  expect((await own.delete(`/api/v1/tokens/${body.id}`)).status).toBe(204);
  await eventually(async () => {
    for (const each of everywhere) expect((await each.get('/api/v1/user')).status).toBe(401);
  }, soon);
});

describe('a session’s cookie', () => {
  it('is out of reach of scripts and other sites', async () => {
    const { set } = await signInWithCookie(await aPerson(http));
    expect(set).toContain('HttpOnly');
    expect(set).toContain('SameSite=Strict');
  });

  it('changes nothing on behalf of another site', async () => {
    const { cookie } = await signInWithCookie(await aPerson(http));
    const add = (headers: Record<string, string>): Promise<{ status: number; body: { code: string } }> =>
      http.send('POST', '/api/v1/projects', { name: 'Theirs' }, { Cookie: cookie, ...headers });
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: here, 'Sec-Fetch-Site': 'cross-site' },
      { Origin: here, 'Sec-Fetch-Site': 'same-site' },
      {},
    ] as Record<string, string>[]) {
      expect(await add(headers)).toMatchObject({ status: 403, body: { code: 'auth.cross_site' } });
    }
    expect(await add({ Origin: here })).toMatchObject({ status: 200 });
    expect(await add({ 'Sec-Fetch-Site': 'same-origin' })).toMatchObject({ status: 200 });
  });

  it('is not given to another site, which cannot sign a browser in either', async () => {
    const { email, password } = await aPerson(http);
    const login = (headers: Record<string, string>): Promise<{ status: number; body: { code: string } }> =>
      http.send('POST', '/api/v1/auth/login', { email, password }, headers);
    const foreign = await login({ ...own, Origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'auth.cross_site' } });
    const unknown = await login({ ...own, 'Errand-Session': 'please' });
    expect(unknown).toMatchObject({ status: 400, body: { code: 'request.header_invalid', field: 'Errand-Session' } });
  });
});

describe('the list of sessions', () => {
  it('tells the device and the address of each, and which one asks', async () => {
    const person = await aPerson(http);
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const { email, password } = person;
    const headers = { 'User-Agent': firefox, 'X-Forwarded-For': '203.0.113.9' };
    expect((await http.send('POST', '/api/v1/auth/login', { email, password }, headers)).status).toBe(200);
    const { body } = await http.as(person.token).get<Listed>('/api/v1/sessions');
    expect(body.results).toMatchObject([
      { current: false, device: 'Firefox on Linux', address: '203.0.113.9' },
      { current: true, address: '127.0.0.1' },
    ]);
  });

  it('and the log of what happened are nobody else’s', async () => {
    const [owner, stranger] = await Promise.all([aPerson(http), aPerson(http)]);
    const { body } = await http.as(owner.token).get<Listed>('/api/v1/sessions');
    const refused = await http.as(stranger.token).delete(`/api/v1/sessions/${body.results[0].id}`);
    expect(refused).toMatchObject({ status: 404, body: { code: 'session.not_found' } });
    const log = await http.as(stranger.token).get<{ results: { act: string }[] }>('/api/v1/security/log');
    expect(log.body.results.map(({ act }) => act)).toEqual(['session.started', 'account.registered']);
  });
});
