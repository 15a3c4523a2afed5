import { beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, Http } from '#testing/http.js';
import { aCode, anApp, redirectUri, trade } from './oauth-app.js';

const http = Http.stack();
let owner: Http;
let stranger: Http;

beforeAll(async () => {
  const people = await Promise.all([aPerson(http), aPerson(http)]);
  [owner, stranger] = people.map(({ token }) => http.as(token)) as [Http, Http];
});

interface Listed {
  id: string;
  name: string;
  confidential: boolean;
  client_secret?: string;
}

const listed = async (): Promise<Listed[]> =>
  (await owner.get<{ results: Listed[] }>('/api/v1/oauth/apps')).body.results;

describe('an app', () => {
  it('has a secret that is shown once, and one that replaces it', async () => {
    const { id, client_secret } = await anApp(owner);
    const found = (await listed()).find((each) => each.id === id);
    expect(found).toMatchObject({ name: 'Bridge', confidential: true });
    expect(JSON.stringify(found)).not.toContain(client_secret);
    const { body: renewed } = await owner.post<{ client_secret: string }>(`/api/v1/oauth/apps/${id}/secret`);
    const withSecret = async (secret: string): Promise<number> =>
      (await trade(http, { client_id: id, client_secret: secret, code: await aCode(stranger, { client_id: id }) }))
        .status;
    expect(await withSecret(client_secret ?? '')).toBe(401);
    expect(await withSecret(renewed.client_secret)).toBe(200);
  });

  it('may have a name of any characters, which its tokens have, too', async () => {
    const name = '❤️'.repeat(100);
    const { id, client_secret } = await anApp(owner, { name });
    const code = await aCode(stranger, { client_id: id });
    expect((await trade(http, { client_id: id, client_secret: client_secret ?? '', code })).status).toBe(200);
    const { body } = await stranger.get<{ results: { app_name: string }[] }>('/api/v1/oauth/authorizations');
    expect(body.results.map(({ app_name }) => app_name)).toContain(name);
  });

  it('of a device has none', async () => {
    const { id, client_secret } = await anApp(owner, { confidential: false });
    expect(client_secret).toBeNull();
    expect(await owner.post(`/api/v1/oauth/apps/${id}/secret`)).toMatchObject({
      status: 409,
      body: { code: 'app.public' },
    });
  });

  it('is changed in part', async () => {
    const { id } = await anApp(owner);
    const { body } = await owner.post(`/api/v1/oauth/apps/${id}`, { name: 'Another name' });
    expect(body).toMatchObject({ id, name: 'Another name', redirect_uris: [redirectUri] });
    const moved = await owner.post(`/api/v1/oauth/apps/${id}`, { redirect_uris: ['https://new.example/'] });
    expect(moved.body).toMatchObject({ name: 'Another name', redirect_uris: ['https://new.example/'] });
    const refused = await stranger.post('/api/v1/oauth/authorization', {
      client_id: id,
      redirect_uri: redirectUri,
      scope: 'data:read',
      allow: true,
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 'oauth.redirect_uri_unknown' } });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['no address', { redirect_uris: [] }, 'redirect_uris'],
    ['an address that is a script', { redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris'],
    ['an address that anybody can listen to', { redirect_uris: ['http://bridge.example.org/'] }, 'redirect_uris'],
    ['too many addresses', { redirect_uris: Array(21).fill(redirectUri) as string[] }, 'redirect_uris'],
    ['a field that there is not', { homepage: 'https://bridge.example.org' }, 'homepage'],
  ])('is not registered with %s', async (_, fields, field) => {
    const before = (await listed()).length;
    const wanted = { name: 'Bridge', redirect_uris: [redirectUri], ...fields };
    expect(await owner.post('/api/v1/oauth/apps', wanted)).toMatchObject({ status: 400, body: { field } });
    expect(await listed()).toHaveLength(before);
  });
});
