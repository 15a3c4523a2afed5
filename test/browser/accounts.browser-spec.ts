import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mailAbout, mailFolder } from '#testing/mail.js';
import { aContext, aVisit, gone, launch, seen, signIn } from './page.js';
import { goTo } from './reload.js';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launch();
});
beforeEach(async () => {
  context = await aContext(browser);
});
afterEach(() => context.close());
afterAll(() => browser.close());

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

const another = 'a quite different phrase';

describe('somebody who has forgotten the password', () => {
  it('gets a link by mail, sets another one, and signs in with it', async () => {
    const { page, person } = await aVisit(context);
    await signOut(page);
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByRole('button', { name: 'Send a link' }).click();
    await seen(page.getByText('a mail with a link is on its way'));
    const { token } = await mailAbout(mailFolder(), person.email, 'new password');
    await goTo(page, `/reset#${token}`);
    await page.getByLabel('Password', { exact: true }).fill('iloveyou');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await seen(page.getByText('harder to guess'));
    await page.getByLabel('Password', { exact: true }).fill(another);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await seen(page.getByText('Your password is set'));
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, { email: person.email, password: another });
  });
});

describe('the page of the account', () => {
  it('confirms the address by the link in the first mail', async () => {
    const { page, person } = await aVisit(context);
    const { token } = await mailAbout(mailFolder(), person.email, 'your address');
    await goTo(page, `/verify#${token}`);
    await page.getByRole('button', { name: 'Yes, it is mine' }).click();
    await seen(page.getByText('Your address is confirmed.'));
    await page.getByRole('link', { name: 'Go to Errand' }).click();
    await openSettings(page);
    await seen(page.getByText(`${person.email} is confirmed.`));
  });

  it('sets up codes from an app, which signing in then asks for', async () => {
    const { page, person } = await aVisit(context);
    await openSettings(page);
    await page.getByRole('button', { name: 'Set up codes' }).click();
    await page.getByLabel('Password, to set up codes').fill(person.password);
    await page.getByRole('button', { name: 'Go on' }).click();
    const secret = (await page.getByTestId('secret').textContent()) ?? '';
    const code = (steps: number): string =>
      TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
    await page.getByLabel('The code that it shows').fill(code(-1));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await seen(page.getByRole('list', { name: 'Recovery codes' }));
    const recovery = (
      await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents()
    )[0];
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await seen(page.getByText('10 recovery codes are left', { exact: false }));
    await signOut(page);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page.getByText('This code is wrong'));
    await page.getByLabel('Code').fill(recovery ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    // back where it was left
    await seen(page.getByText('9 recovery codes are left', { exact: false }));
  }, 90_000);

  it('makes a token that is shown once and works, and revokes it', async () => {
    const { page, http } = await aVisit(context);
    await openSettings(page);
    await page.getByLabel('Name of the token').fill('backup');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = (await page.locator('code', { hasText: 'errand_' }).textContent()) ?? '';
    expect((await http.as(token).get('/api/v1/tasks')).status).toBe(200);
    expect((await http.as(token).post('/api/v1/tasks', { content: 'x' })).status).toBe(403);
    await page.getByRole('button', { name: 'Revoke backup' }).click();
    await gone(page.getByRole('button', { name: 'Revoke backup' }));
    expect((await http.as(token).get('/api/v1/tasks')).status).toBe(401);
  });
});
