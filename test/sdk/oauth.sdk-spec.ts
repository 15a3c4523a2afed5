import { describe, expect, it } from '@jest/globals';
import { getAuthorizationUrl, getAuthStateParameter, getAuthToken, revokeToken, TodoistApi } from '@doist/todoist-sdk';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { aClient, baseUrl, refusal } from './calls.js';

interface App {
  id: string;
  client_secret: string;
}

/** Where the browser is sent once the person whom it belongs to has let the app in on the page at this address. */
async function allow(url: URL, person: Http): Promise<URL> {
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  const decision = { ...Object.fromEntries(url.searchParams), allow: true };
  const { body } = await person.post<{ redirect_to: string }>('/api/v1/oauth/authorization', decision);
  return new URL(body.redirect_to);
}

describe('the helpers of the SDK for OAuth', () => {
  it('let an app in, trade its code and give its token up', async () => {
    const [{ person: developer }, { person }] = await Promise.all([aClient(), aClient()]);
    const { body: app } = await Http.stack(developer.token).post<App>('/api/v1/oauth/apps', {
      name: 'Bridge',
      redirect_uris: ['https://bridge.example.org/callback'],
    });
    const credentials = { clientId: app.id, clientSecret: app.client_secret };

    const state = getAuthStateParameter();
    const permissions = ['data:read_write', 'data:delete'] as const;
    const url = new URL(getAuthorizationUrl({ clientId: app.id, permissions, state, baseUrl }));
    const back = await allow(url, Http.stack(person.token));
    expect(`${back.origin}${back.pathname}`).toBe('https://bridge.example.org/callback');
    expect(back.searchParams.get('state')).toBe(state);

    const code = back.searchParams.get('code') ?? '';
    const { accessToken, tokenType } = await getAuthToken({ ...credentials, code }, { baseUrl });
    expect(tokenType).toBe('Bearer');
    const api = new TodoistApi(accessToken, { baseUrl });
    const task = await api.addTask({ content: 'By an app' });
    expect((await api.getTask(task.id)).content).toBe('By an app');
    expect(await api.deleteTask(task.id)).toBe(true);

    expect(await revokeToken({ ...credentials, token: accessToken }, { baseUrl })).toBe(true);
    await eventually(async () => expect(await refusal(api.getTasks())).toMatchObject({ status: 401 }), 2000);
  });

  it('are told of a code that is made up, and of a wrong secret', async () => {
    const { person } = await aClient();
    const wanted = { name: 'Bridge', redirect_uris: ['https://bridge.example.org/callback'] };
    const { body: app } = await Http.stack(person.token).post<App>('/api/v1/oauth/apps', wanted);
    const trade = (clientSecret: string): Promise<unknown> =>
      getAuthToken({ clientId: app.id, clientSecret, code: 'made up' }, { baseUrl });
    expect(await refusal(trade(app.client_secret))).toMatchObject({ status: 400, code: 'oauth.invalid_grant' });
    expect(await refusal(trade('wrong'))).toMatchObject({ status: 401, code: 'oauth.invalid_client' });
  });
});
