import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';

const http = Http.stack();
let person: Person;

beforeAll(async () => {
  person = await aPerson(http, { timezone: 'Europe/Madrid' });
});

interface Problem {
  code: string;
  field?: string;
  errors?: { field: string }[];
  trace_id: string;
}

const whoIs = (token: string): Promise<{ status: number; body: Problem & { id: string } }> =>
  http.as(token).get('/api/v1/user');

/** Signs as the user service does, with its own key. */
async function signed(claims: { expires: string; audience?: string }): Promise<string> {
  const connection = await createConnection(process.env.USER_DATABASE_URL ?? '');
  const [rows] = await connection.query<RowDataPacket[]>('SELECT private_jwk FROM signing_key');
  await connection.end();
  const jwk = JSON.parse(String(rows[0]?.private_jwk)) as JWK;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(person.id)
    .setIssuer('errand')
    .setAudience(claims.audience ?? 'errand')
    .setIssuedAt('2 hours ago')
    .setExpirationTime(claims.expires)
    .sign(await importJWK(jwk, 'EdDSA'));
}

describe('registering and signing in', () => {
  it('answers the user and tokens for a quarter of an hour', async () => {
    const { status, body } = await http.post<Record<string, unknown>>('/api/v1/auth/login', {
      email: person.email,
      password: person.password,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { id: person.id, tz_info: { timezone: 'Europe/Madrid' } }, expires_in: 900 });
    const { exp = 0, iat = 0 } = decodeJwt(String(body.access_token));
    expect(exp - iat).toBe(900);
  });

  it.each([
    ['a missing address', { email: undefined }, 'email'],
    ['an address that is none', { email: 'nobody' }, 'email'],
    ['a short password', { password: '1234567' }, 'password'],
    ['a blank name', { full_name: '   ' }, 'full_name'],
    ['a name of the wrong type', { full_name: { first: 'Ada' } }, 'full_name'],
    ['a zone that does not exist', { timezone: 'Mars/Olympus' }, 'timezone'],
    ['a field that does not exist', { is_admin: true }, 'is_admin'],
  ])('refuses %s and names the field', async (_, change, field) => {
    const body = { email: 'new@example.org', password: 'long enough', full_name: 'Sam', ...change };
    const answer = await http.post<Problem>('/api/v1/auth/register', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect(answer.body.trace_id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives the same pair to a refresh that is sent again because its answer was lost', async () => {
    const { refreshToken } = await aPerson(http);
    const refresh = (): Promise<{ status: number; body: { refresh_token: string } }> =>
      http.send('POST', '/api/v1/auth/refresh', { refresh_token: refreshToken }, { 'X-Request-Id': 'refresh-once' });
    const first = await refresh();
    expect(first.status).toBe(200);
    expect((await refresh()).body).toEqual(first.body);
    const next = await http.post('/api/v1/auth/refresh', { refresh_token: first.body.refresh_token });
    expect(next.status).toBe(200);
  });

  it('ends the session when a refresh token comes back', async () => {
    const { refreshToken } = await aPerson(http);
    const refresh = (token: string): Promise<{ status: number; body: Problem & { refresh_token: string } }> =>
      http.post('/api/v1/auth/refresh', { refresh_token: token });
    const next = await refresh(refreshToken);
    expect(next.status).toBe(200);
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'session.refresh_reused' } });
    expect(await refresh(next.body.refresh_token)).toMatchObject({ status: 401 });
  });
});

describe('tokens', () => {
  it('of both kinds are accepted as bearer', async () => {
    const { body: made } = await http.as(person.token).post<{ token: string }>('/api/v1/tokens', { name: 'script' });
    expect(await whoIs(person.token)).toMatchObject({ status: 200, body: { id: person.id } });
    expect(await whoIs(made.token)).toMatchObject({ status: 200, body: { id: person.id } });
  });

  it('stop working when they are revoked, also where they were just used', async () => {
    const own = http.as(person.token);
    const { body: made } = await own.post<{ id: string; token: string }>('/api/v1/tokens', { name: 'short-lived' });
    expect(await whoIs(made.token)).toMatchObject({ status: 200 });
    expect(await own.delete(`/api/v1/tokens/${made.id}`)).toMatchObject({ status: 204 });
    await eventually(async () => expect(await whoIs(made.token)).toMatchObject({ status: 401 }), 2000);
  });

  it('that expired are refused as such', async () => {
    const refused = { status: 401, body: { code: 'auth.expired_token' } };
    expect(await whoIs(await signed({ expires: '1 hour ago' }))).toMatchObject(refused);
  });

  it('that are meant for somebody else, unsigned, tampered with or made up are refused', async () => {
    const [header, , signature] = person.token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...decodeJwt(person.token), sub: 'somebody' })).toString('base64url');
    const tokens = [
      await signed({ expires: '1 hour from now', audience: 'another' }),
      new UnsecuredJWT({ sub: person.id }).setIssuer('errand').setAudience('errand').setExpirationTime('1h').encode(),
      `${header}.${payload}.${signature}`,
      'errand_made-up',
      'x',
    ];
    for (const token of tokens) {
      const { status, body } = await whoIs(token);
      expect([status, body.code]).toEqual([401, expect.stringMatching(/^(auth\.invalid_token|token\.unknown)$/)]);
    }
  });

  it('of a deleted account stop working everywhere', async () => {
    const leaver = await aPerson(http);
    const own = http.as(leaver.token);
    const { body: made } = await own.post<{ token: string }>('/api/v1/tokens', { name: 'script' });
    expect(await own.delete('/api/v1/user', { current_password: 'wrong' })).toMatchObject({ status: 403 });
    expect(await own.delete('/api/v1/user', { current_password: leaver.password })).toMatchObject({ status: 204 });
    await eventually(async () => {
      expect(await whoIs(leaver.token)).toMatchObject({ status: 401 });
      expect(await whoIs(made.token)).toMatchObject({ status: 401 });
    });
  });
});
