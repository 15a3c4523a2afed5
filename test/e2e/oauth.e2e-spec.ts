import { beforeAll, describe, expect, it } from '@jest/globals';
import { Http } from '#testing/http.js';
import {
  aCode,
  aMeeting,
  anApp,
  aProof,
  aToken,
  decide,
  type Meeting,
  redirectUri,
  type Refusal,
  trade,
} from './oauth-app.js';

const http = Http.stack();
const issuer = process.env.ERRAND_URL ?? '';

let meeting: Meeting;
let { owner, person, app, own } = {} as Meeting;

beforeAll(async () => {
  meeting = await aMeeting(http);
  ({ owner, person, app, own } = meeting);
});

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
    const token = http.as(await aToken(http, meeting));
    const asked = await token.post('/api/v1/oauth/authorization', {
      client_id: app.id,
      scope: 'data:delete',
      allow: true,
    });
    expect(asked).toMatchObject({ status: 403, body: { code: 'auth.session_only' } });
    expect((await http.post('/api/v1/oauth/authorization', { client_id: app.id, allow: true })).status).toBe(401);
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
