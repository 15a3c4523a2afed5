import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { aContext, aVisit, gone, launch, seen } from './page.js';
import { goTo } from './reload.js';

const base = process.env.ERRAND_URL ?? '';

/** The site of an app, which remembers with what people come back. */
class Bridge {
  answer = new URLSearchParams();
  private readonly server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/callback') this.answer = searchParams;
    response.setHeader('content-type', 'text/html').end('<title>Bridge</title><h1>Back at the bridge</h1>');
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

let browser: Browser;
let context: BrowserContext;
const bridge = new Bridge();

beforeAll(async () => {
  browser = await launch();
  await bridge.start();
});
beforeEach(async () => {
  context = await aContext(browser);
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await bridge.stop();
});

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Account and security' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Account and security' }));
}

/** Registers an app in the settings; answers its id and its secret. */
async function register(page: Page): Promise<{ client_id: string; client_secret: string }> {
  await openSettings(page);
  await page.getByLabel('Name of the app').fill('Bridge');
  await page.getByLabel('Where people are sent back to').fill(`${bridge.url}/callback`);
  await page.getByRole('button', { name: 'Register an app' }).click();
  const client_secret = (await page.locator('code', { hasText: 'errandapp_' }).textContent()) ?? '';
  const line = (await page.getByRole('list', { name: 'Apps of your own' }).textContent()) ?? '';
  return { client_id: /client_id ([\w-]{36})/.exec(line)?.[1] ?? '', client_secret };
}

const pageOf = (client_id: string, fields: object = {}): string => {
  const query = { client_id, scope: 'data:read,task:add', state: 'here', response_type: 'code', ...fields };
  return `/oauth/authorize?${new URLSearchParams(query).toString()}`;
};

describe('an app', () => {
  it('is registered in the settings, let in by somebody who signs in for it, and shown out again', async () => {
    const { page: developer } = await aVisit(context);
    const { client_id, client_secret } = await register(developer);

    const elsewhere = await aContext(browser);
    const page = await elsewhere.newPage();
    await goTo(page, pageOf(client_id));
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByLabel('E-mail').fill(`${randomUUID()}@example.org`);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();

    await seen(page.getByRole('heading', { name: 'Let “Bridge” into your account?' }));
    const could = page.getByRole('list', { name: 'What it could do' });
    expect(await could.getByRole('listitem').allTextContents()).toHaveLength(2);
    await seen(page.getByText(`You are sent to ${bridge.url}`, { exact: false }));
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await seen(page.getByText('Back at the bridge'));
    expect(bridge.answer.get('state')).toBe('here');
    expect(bridge.answer.get('iss')).toBe(base);

    const traded = { client_id, client_secret, code: bridge.answer.get('code') };
    const { body } = await Http.stack().post<{ access_token: string }>('/oauth/access_token', traded);
    const app = Http.stack(body.access_token);
    expect((await app.post('/api/v1/tasks', { content: 'By the bridge' })).status).toBe(200);

    await goTo(page, '/');
    await openSettings(page);
    await seen(page.getByRole('list', { name: 'Apps with access' }).getByText('Bridge', { exact: true }));
    await page.getByRole('button', { name: 'Take back what Bridge may do' }).click();
    await gone(page.getByRole('button', { name: 'Take back what Bridge may do' }));
    await eventually(async () => expect((await app.get('/api/v1/tasks')).status).toBe(401), 2000);
    await elsewhere.close();
  }, 90_000);

  it('learns that it was not let in', async () => {
    const { page } = await aVisit(context);
    const { client_id } = await register(page);
    await goTo(page, pageOf(client_id));
    await page.getByRole('button', { name: 'Do not allow' }).click();
    await seen(page.getByText('Back at the bridge'));
    expect(bridge.answer.get('error')).toBe('access_denied');
  });

  it('that asks for what there is not is told so when the person goes back, and not before', async () => {
    const { page } = await aVisit(context);
    const { client_id } = await register(page);
    await goTo(page, pageOf(client_id, { scope: 'root' }));
    await seen(page.getByText('The scope is to be some of', { exact: false }));
    await page.getByRole('button', { name: `Back to ${bridge.url}` }).click();
    await seen(page.getByText('Back at the bridge'));
    expect(bridge.answer.get('error')).toBe('invalid_scope');
  });

  it('that nobody knows, or that wants people to be sent elsewhere, sends nobody anywhere', async () => {
    const { page } = await aVisit(context);
    const { client_id } = await register(page);
    for (const wrong of [pageOf(randomUUID()), pageOf(client_id, { redirect_uri: 'https://evil.example/' })]) {
      await goTo(page, wrong);
      await seen(page.getByRole('heading', { name: 'This link of an app is wrong' }));
      expect(await page.getByRole('button').count()).toBe(0);
    }
  });
});
