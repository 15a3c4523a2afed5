import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { aCode, anApp, aProof, decide, type MadeApp, redirectUri, type Refusal, trade } from './oauth-app.js';
import { expire } from './oauth-database.js';

const http = Http.stack();
const issuer = process.env.ERRAND_URL ?? '';
/** Within which a token that was taken back stops working, ms. */
const soon = 2000;

let owner: Http;
let person: Http;
let app: MadeApp;
let own: { client_id: string; client_secret: string };

beforeAll(async () => {
  const people = await Promise.all([aPerson(http), aPerson(http)]);
  [owner, person] = people.map(({ token }) => http.as(token)) as [Http, Http];
  app = await anApp(owner);
  own = { client_id: app.id, client_secret: app.client_secret ?? '' };
});

const works = async (token: string): Promise<boolean> => (await http.as(token).get('/api/v1/tasks')).status === 200;

const givenToken = async (): Promise<string> => {
  const { body } = await trade(http, { ...own, code: await aCode(person, { client_id: app.id }) });
  return body.access_token;
};

describe('an app that a person lets in', () => {
  it('gets a token for what was allowed, and tells the person where it may be taken back', async () => {
    const { code_verifier, challenge } = aProof();
    const request = {
      client_id: app.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'task:add data:read',
    };
    const back = await decide(person, { ...request, ...challenge });
    expect(`${back.origin}${back.pathname}`).toBe('https://bridge.example.org/callback');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      from: 'errand',
      code: expect.any(String) as unknown,
      state: 'a state',
      iss: issuer,
    });
    const code = back.searchParams.get('code') ?? '';
    const grant_type = 'authorization_code';
    const answer = await trade(http, { ...own, grant_type, code, code_verifier, redirect_uri: redirectUri });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'task:add data:read' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const token = http.as(answer.body.access_token);
    expect((await token.post('/api/v1/tasks', { content: 'By an app' })).status).toBe(200);
    expect((await token.post('/api/v1/projects', { name: 'Not allowed' })).status).toBe(403);
    expect((await token.get('/api/v1/oauth/authorizations')).body).toMatchObject({ code: 'auth.session_only' });
    const listed = await person.get<{ results: object[] }>('/api/v1/oauth/authorizations');
    expect(listed.body.results).toMatchObject([{ id: app.id, app_name: 'Bridge', scopes: ['task:add', 'data:read'] }]);
    expect((await person.get<{ results: object[] }>('/api/v1/tokens')).body.results).toEqual([]);
  });

  it('is known by its header, too', async () => {
    const Authorization = `Basic ${Buffer.from(`${own.client_id}:${own.client_secret}`).toString('base64')}`;
    const answer = await trade(http, { code: await aCode(person, { client_id: app.id }) }, { Authorization });
    expect(answer.status).toBe(200);
  });

  it('gets nothing from who does not allow it', async () => {
    const back = await decide(person, { client_id: app.id }, false);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'a state',
      iss: issuer,
    });
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('of a device gets a token without a secret, at any port of this machine', async () => {
    const { id } = await anApp(owner, { redirect_uris: ['http://127.0.0.1/done'], confidential: false });
    const { code_verifier, challenge } = aProof();
    const code = await aCode(person, { client_id: id, redirect_uri: 'http://127.0.0.1:41235/done', ...challenge });
    expect((await trade(http, { client_id: id, code, code_verifier })).status).toBe(200);
  });
});

describe('a request of an app', () => {
  it.each([
    ['an app that there is not', { client_id: 'x' }, 'oauth.client_unknown', 'client_id'],
    [
      'an address that is not registered',
      { redirect_uri: 'https://evil.example/' },
      'oauth.redirect_uri_unknown',
      'redirect_uri',
    ],
    [
      'an address that only begins the same',
      { redirect_uri: `${redirectUri}&x=1` },
      'oauth.redirect_uri_unknown',
      'redirect_uri',
    ],
  ])('for %s sends nobody anywhere', async (_, fields, code, field) => {
    const request = { client_id: app.id, scope: 'data:read', ...fields };
    const query = new URLSearchParams(request).toString();
    const refusal = { status: 400, body: { code, field } };
    expect(await person.get(`/api/v1/oauth/authorization?${query}`)).toMatchObject(refusal);
    expect(await person.post('/api/v1/oauth/authorization', { ...request, allow: true })).toMatchObject(refusal);
  });

  it.each([
    ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
    ['an unknown scope', { scope: 'data:read root' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['a challenge that is the verifier', { code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
  ])('for %s is told so there, and gets nothing', async (_, fields, error) => {
    const request = { client_id: app.id, scope: 'data:read', state: 's', ...fields };
    const query = new URLSearchParams(request).toString();
    const { status, body } = await person.get<{ refusal: Refusal }>(`/api/v1/oauth/authorization?${query}`);
    expect([status, body.refusal.error]).toEqual([200, error]);
    const back = await decide(person, request);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error, state: 's', iss: issuer });
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('without a challenge is refused where the app keeps no secret', async () => {
    const { id } = await anApp(owner, { confidential: false });
    expect((await decide(person, { client_id: id })).searchParams.get('error')).toBe('invalid_request');
  });

  it('is for a person to decide, and for no token', async () => {
    const token = http.as(await givenToken());
    const asked = await token.post('/api/v1/oauth/authorization', {
      client_id: app.id,
      scope: 'data:delete',
      allow: true,
    });
    expect(asked).toMatchObject({ status: 403, body: { code: 'auth.session_only' } });
    expect((await http.post('/api/v1/oauth/authorization', { client_id: app.id, allow: true })).status).toBe(401);
  });
});

describe('a code', () => {
  it('that comes twice takes back what it was traded for', async () => {
    const code = await aCode(person, { client_id: app.id });
    const { body: first } = await trade(http, { ...own, code });
    expect(await works(first.access_token)).toBe(true);
    expect(await trade(http, { ...own, code })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    await eventually(async () => expect(await works(first.access_token)).toBe(false), soon);
  });

  it('is traded once by many at the same time, and then for nothing', async () => {
    const code = await aCode(person, { client_id: app.id });
    const answers = await Promise.all([1, 2, 3, 4].map(() => trade(http, { ...own, code })));
    const [given, ...others] = answers.filter(({ status }) => status === 200);
    expect(others).toEqual([]);
    await eventually(async () => expect(await works(given?.body.access_token ?? '')).toBe(false), soon);
  });

  it('is good for a minute', async () => {
    const code = await aCode(person, { client_id: app.id });
    await expire(code);
    expect(await trade(http, { ...own, code })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('is good for the app, the address and the challenge that it was given for', async () => {
    const other = await anApp(owner);
    const { code_verifier, challenge } = aProof();
    const code = await aCode(person, { client_id: app.id, redirect_uri: redirectUri, ...challenge });
    const right = { ...own, code, code_verifier };
    const wrong: Record<string, string>[] = [
      { ...right, client_id: other.id, client_secret: other.client_secret ?? '' },
      { ...right, redirect_uri: 'https://bridge.example.org/callback' },
      { ...right, code_verifier: aProof().code_verifier },
      { ...own, code },
      { ...right, code: 'made up' },
    ];
    for (const fields of wrong)
      expect([fields, await trade(http, fields)]).toMatchObject([
        fields,
        { status: 400, body: { error: 'invalid_grant' } },
      ]);
    expect((await trade(http, right)).status).toBe(200);
  });

  it('without a challenge wants the address again, and no verifier', async () => {
    const request = { client_id: app.id, redirect_uri: redirectUri };
    const code = await aCode(person, request);
    const refusal = { status: 400, body: { error: 'invalid_grant' } };
    expect(await trade(http, { ...own, code })).toMatchObject(refusal);
    const { code_verifier } = aProof();
    expect(await trade(http, { ...own, code, redirect_uri: redirectUri, code_verifier })).toMatchObject(refusal);
    expect((await trade(http, { ...own, code, redirect_uri: redirectUri })).status).toBe(200);
  });
});

describe('whoever trades a code', () => {
  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['no secret', { client_secret: '' }, 401, 'invalid_client'],
    ['an app that there is not', { client_id: 'x' }, 401, 'invalid_client'],
    ['no code', { code: '' }, 400, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['more than there can be', { code: 'x'.repeat(129) }, 400, 'invalid_request'],
  ])('is told of %s in the words of OAuth', async (_, fields, status, error) => {
    const answer = await trade(http, { ...own, code: 'x', ...fields });
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) as unknown } });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="errand"' : null);
  });

  it('without a secret is not taken for an app that keeps one, nor the other way round', async () => {
    const { id } = await anApp(owner, { confidential: false });
    expect(await trade(http, { client_id: id, client_secret: 'x', code: 'x' })).toMatchObject({ status: 401 });
  });
});

describe('a token of an app stops working everywhere when', () => {
  const ends = async (how: (token: string) => Promise<unknown>): Promise<void> => {
    const token = await givenToken();
    const gateway = new Http(process.env.ERRAND_GATEWAY_URL ?? '').as(token);
    expect([await works(token), (await gateway.get('/api/v1/tasks')).status]).toEqual([true, 200]);
    await how(token);
    await eventually(async () => {
      expect([await works(token), (await gateway.get('/api/v1/tasks')).status]).toEqual([false, 401]);
    }, soon);
  };

  it('the person takes it back', () =>
    ends(async () => {
      expect((await person.delete(`/api/v1/oauth/authorizations/${app.id}`)).status).toBe(204);
      expect((await person.delete(`/api/v1/oauth/authorizations/${app.id}`)).status).toBe(404);
    }));

  it('the app gives it up, and nobody else’s', () =>
    ends(async (token) => {
      const other = await anApp(owner);
      const revoke = (fields: object): Promise<{ status: number }> => http.post('/api/v1/revoke', { token, ...fields });
      const theirs = await revoke({ client_id: other.id, client_secret: other.client_secret });
      expect(theirs).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
      expect(await revoke({ ...own, client_secret: 'wrong' })).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      });
      expect(await works(token)).toBe(true);
      expect((await revoke(own)).status).toBe(200);
      expect((await revoke(own)).status).toBe(200);
    }));

  it('its owner deletes the app', async () => {
    const another = await anApp(owner);
    const code = await aCode(person, { client_id: another.id });
    const credentials = { client_id: another.id, client_secret: another.client_secret ?? '' };
    const { body } = await trade(http, { ...credentials, code });
    expect(await works(body.access_token)).toBe(true);
    expect((await owner.delete(`/api/v1/oauth/apps/${another.id}`)).status).toBe(204);
    await eventually(async () => expect(await works(body.access_token)).toBe(false), soon);
    expect((await trade(http, { ...credentials, code })).body.error).toBe('invalid_client');
  });

  it('its owner leaves', async () => {
    const leaving = await aPerson(http);
    const theirs = await anApp(http.as(leaving.token));
    const code = await aCode(person, { client_id: theirs.id });
    const { body } = await trade(http, { client_id: theirs.id, client_secret: theirs.client_secret ?? '', code });
    expect(await works(body.access_token)).toBe(true);
    const left = await http.as(leaving.token).delete('/api/v1/user', { current_password: leaving.password });
    expect(left.status).toBe(204);
    await eventually(async () => expect(await works(body.access_token)).toBe(false), soon);
  });
});

describe('programs', () => {
  it('learn what there is, where RFC 8414 has them look', async () => {
    const { status, body } = await http.get<Record<string, unknown>>('/.well-known/oauth-authorization-server');
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        issuer,
        authorization_endpoint: `${issuer}/oauth/authorize`,
        token_endpoint: `${issuer}/oauth/access_token`,
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      }),
    ]);
  });

  it('that know only the API are led to the page', async () => {
    const gateway = new Http(process.env.ERRAND_GATEWAY_URL ?? '');
    const { status, headers } = await gateway.get('/oauth/authorize?client_id=a&state=b%20c');
    expect([status, headers.get('location')]).toEqual([302, `${issuer}/oauth/authorize?client_id=a&state=b%20c`]);
  });

  it('cannot put the page into a frame', async () => {
    const answer = await http.send('GET', '/oauth/authorize', undefined, { accept: 'text/html' });
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
