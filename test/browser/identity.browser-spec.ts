import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startOpenIdProvider } from '../../libs/testing/openid-provider.mjs';
import { aContext, aVisit, gone, launch, seen } from './page.js';
import { goTo } from './reload.js';

let browser: Browser;
let context: BrowserContext;
let provider: Awaited<ReturnType<typeof startOpenIdProvider>>;

beforeAll(async () => {
  browser = await launch();
  provider = await startOpenIdProvider({
    clientId: 'errand',
    clientSecret: 'a secret of theirs',
    redirectUri: `${process.env.ERRAND_URL}/oidc`,
    port: Number(process.env.ERRAND_PROVIDER_PORT),
  });
});
beforeEach(async () => {
  context = await aContext(browser);
  provider.signedIn.as = {
    sub: randomUUID(),
    email: `${randomUUID()}@example.org`,
    email_verified: true,
    name: 'Ada Lovelace',
  };
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await provider.stop();
});

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Account and security' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Account and security' }));
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await seen(page.getByText('Welcome back'));
}

const other = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: 'Continue with Our company' });

describe('another system', () => {
  it('opens an account for who is new, where they wanted to go, without a password until they set one', async () => {
    const page = await context.newPage();
    await goTo(page, '/labels');
    await other(page).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Labels' }));
    await openSettings(page);
    await seen(page.getByText(`${provider.signedIn.as?.email} is confirmed.`));
    await page.getByRole('button', { name: 'Unlink Our company' }).click();
    await seen(page.getByText('Nothing else opens this account. Set a password first.'));
    await page.getByLabel('New password').fill('a quite different phrase');
    await page.getByRole('button', { name: 'Set a password' }).click();
    await seen(page.getByLabel('Current password'));
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('secret');
  });

  it('is linked to the account that somebody is in, opens it, and is unlinked', async () => {
    const { page, person } = await aVisit(context);
    await openSettings(page);
    await page.getByLabel('Password, to link or unlink').fill(person.password);
    await page.getByRole('button', { name: 'Link Our company' }).click();
    const linked = page.getByRole('list', { name: 'Other systems' }).getByText('Our company', { exact: false });
    await seen(linked);
    await signOut(page);
    await other(page).click();
    // back where it was left
    await seen(page.getByText(`${person.email} is not confirmed yet.`));
    await page.getByLabel('Password, to link or unlink').fill(person.password);
    await page.getByRole('button', { name: 'Unlink Our company' }).click();
    await gone(linked);
  });

  it('does not let in who comes back with what is not theirs', async () => {
    const page = await context.newPage();
    await goTo(page, '/oidc?code=made-up&state=made-up');
    await seen(page.getByText('Begin once more', { exact: false }));
    await goTo(page, '/signin');
    provider.signedIn.as = null;
    await other(page).click();
    await seen(page.getByText('You were not signed in there', { exact: false }));
  });
});
