import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { administrator } from '#testing/administrator.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';
import { aContext, aVisit, gone, launch, seen, signIn } from './page.js';
import { goTo, written } from './reload.js';

let browser: Browser;
let page: Page;
let person: Person;

beforeAll(async () => {
  browser = await launch();
  person = await aPerson(Http.stack(), { full_name: 'Kim Roe' });
  page = await (await aContext(browser)).newPage();
  await goTo(page, '/');
  await signIn(page, administrator);
});

afterAll(() => browser.close());

const login = async (): Promise<number> => {
  const { email, password } = person;
  return (await Http.stack().post('/api/v1/auth/login', { email, password })).status;
};

describe('the page of administrators', () => {
  it('is in their menu, and tells of registration, storage and versions', async () => {
    await page.getByRole('button', { name: 'Robin Doe' }).click();
    await page.getByRole('menuitem', { name: 'Administration' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Administration' }));
    await seen(page.getByRole('button', { name: 'Close registration' }));
    await seen(page.getByRole('list', { name: 'Storage' }).getByText(' stored'));
    const versions = page.getByRole('list', { name: 'Versions' });
    for (const name of ['gateway', 'task', 'user', 'storage', 'broker'])
      await seen(versions.getByText(name, { exact: true }));
  });

  it('finds an account by its address, and lets its holder in or not', async () => {
    await page.getByLabel('Part of the address').fill(person.email.slice(0, 20));
    const accounts = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
    await eventually(async () => expect(await accounts.count()).toBe(1));
    await seen(accounts.getByText('Kim Roe'));
    await page.getByRole('button', { name: `Disable ${person.email}` }).click();
    await seen(accounts.getByText('Disabled'));
    await written(page);
    expect(await login()).toBe(403);
    await page.getByRole('button', { name: `Enable ${person.email}` }).click();
    await seen(page.getByRole('button', { name: `Disable ${person.email}` }));
    await written(page);
    expect(await login()).toBe(200);
  });

  it('shows in the audit log what was done, of one kind when that is chosen', async () => {
    const log = page.getByRole('list', { name: 'Audit log' });
    await page.getByLabel('What happened').selectOption('The account was disabled');
    await seen(log.getByText(`${person.email} · by an administrator`));
    await gone(log.getByText('Signed in', { exact: true }));
  });

  it('deletes an account for the administrator’s own password', async () => {
    await page.getByRole('button', { name: `Delete ${person.email}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your own password').fill('wrong');
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await seen(dialog.getByText('This is not the password.'));
    await dialog.getByLabel('Your own password').fill(administrator.password);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await gone(dialog);
    await seen(page.getByText('No account has this in its address.'));
    expect(await login()).toBe(401);
  });

  it('is no page to anybody else, whose data is theirs to download', async () => {
    const visit = await aVisit(await aContext(browser));
    await visit.page.goto('/admin');
    await seen(visit.page.getByText('This path leads nowhere'));
    await visit.page.goto('/security');
    await visit.page.getByLabel('Password, to download your data').fill(visit.person.password);
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Download everything' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^errand-\d{4}-\d\d-\d\d\.zip$/);
    const bytes = await readFile(await download.path());
    expect([bytes.subarray(0, 4).toString('latin1'), bytes.includes('account.json')]).toEqual(['PK\u0003\u0004', true]);
  });
});
