import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aPerson, Http } from '#testing/http.js';
import { aContext, gone, launch, seen, signIn } from './page.js';
import { goTo } from './reload.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A device of this page's own that keeps passkeys, and whose holder always says yes (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn). */
async function withDevice(page: Page): Promise<{ refuse: () => Promise<unknown> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { refuse: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }) };
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sam Doe' }).click();
  await page.getByRole('menuitem', { name: 'Account and security' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sam Doe' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await seen(page.getByText('Welcome back'));
}

it('a passkey is added, opens the account without a password, and is removed', async () => {
  const context = await aContext(browser);
  const person = await aPerson(Http.stack());
  const page = await context.newPage();
  const device = await withDevice(page);
  await goTo(page, (process.env.ERRAND_URL ?? '').replace('127.0.0.1', 'localhost'));
  await signIn(page, person);
  await openSettings(page);
  await page.getByLabel('Name of the passkey').fill('Laptop');
  await page.getByLabel('Password, to add or remove passkeys').fill('not the password');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await seen(page.getByText('This is not the password.'));
  await page.getByLabel('Password, to add or remove passkeys').fill(person.password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await seen(page.getByRole('list', { name: 'Passkeys' }).getByText('Laptop'));

  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  // back where it was left
  await seen(page.getByRole('list', { name: 'Passkeys' }).getByText('Last used', { exact: false }));
  await seen(page.getByRole('list', { name: 'What happened' }).getByText('A passkey was added: Laptop'));

  await page.getByLabel('Password, to add or remove passkeys').fill(person.password);
  await page.getByRole('button', { name: 'Remove Laptop' }).click();
  await gone(page.getByRole('button', { name: 'Remove Laptop' }));
  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await seen(page.getByText('This passkey could not be used.', { exact: false }));
  await device.refuse();
  expect(await page.getByText('Welcome back').count()).toBe(1);
  await context.close();
}, 90_000);
