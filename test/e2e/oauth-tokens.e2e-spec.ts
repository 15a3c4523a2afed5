import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { aCode, aMeeting, anApp, aProof, aToken, expire, type Meeting, redirectUri, trade } from './oauth-app.js';

const http = Http.stack();
/** Within which a token that was taken back stops working, ms. */
const soon = 2000;

let meeting: Meeting;
let { owner, person, app, own } = {} as Meeting;

beforeAll(async () => {
  meeting = await aMeeting(http);
  ({ owner, person, app, own } = meeting);
});

const works = async (token: string): Promise<boolean> => (await http.as(token).get('/api/v1/tasks')).status === 200;

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
    const token = await aToken(http, meeting);
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
