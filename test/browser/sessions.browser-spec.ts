import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aContext, aVisit, gone, launch, seen, signIn, startAdding, task } from './page.js';

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

/** The statuses of all renewals of the session, as they come in. */
function renewals(): number[] {
  const statuses: number[] = [];
  context.on('response', (response) => {
    if (response.url().endsWith('/auth/refresh')) statuses.push(response.status());
  });
  return statuses;
}

/** Lets the page believe that hours went by: what it holds has expired. */
async function hoursLater(pages: Page[], hours: number): Promise<void> {
  await Promise.all(pages.map((page) => page.clock.setSystemTime(Date.now() + hours * 3_600_000)));
}

async function goThere(page: Page, view: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${view}`) }).click();
  await seen(page.getByRole('heading', { level: 1, name: view }));
}

describe.each([
  ['with web locks', false],
  ['without web locks, as on plain http', true],
])('a session in several tabs, %s', (_, lockless) => {
  beforeEach(async () => {
    if (lockless) await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  });

  it('is renewed again and again by tabs that do so at the same time', async () => {
    const { page } = await aVisit(context);
    const tabs = [page, await context.newPage(), await context.newPage()];
    const statuses = renewals();
    await Promise.all(tabs.slice(1).map((tab) => tab.goto('/today')));
    await Promise.all(tabs.map((tab) => seen(tab.getByText('The day is yours'))));

    for (let round = 1; round <= 3; round++) {
      await hoursLater(tabs, round);
      const fresh = tabs.map((tab) => tab.waitForResponse((one) => one.url().includes('/api/v1/tasks') && one.ok()));
      await Promise.all(tabs.map((tab) => goThere(tab, round % 2 ? 'Inbox' : 'Today')));
      await Promise.all(fresh);
    }
    expect(statuses.length).toBeGreaterThanOrEqual(9);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await page.getByText('Welcome back').count()).toBe(0);
  });
});

describe('a session', () => {
  it('outlives reloads, also impatient ones', async () => {
    const { page } = await aVisit(context);
    const statuses = renewals();
    // Chromium takes no order while it puts one page in the place of another
    for (let times = 0; times < 4; times++) await eventually(() => page.reload({ waitUntil: 'commit' }));
    await seen(page.getByText('The day is yours'));
    expect(statuses).toEqual([]);
  });

  it('ends in every tab when it is ended in one', async () => {
    const { page } = await aVisit(context);
    const other = await context.newPage();
    await other.goto('/inbox');
    await seen(other.getByRole('heading', { level: 1, name: 'Inbox' }));
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await seen(page.getByText('Welcome back'));
    await seen(other.getByText('Welcome back'));
  });

  it('that ends by itself leaves what was being written, and the place, to the next one', async () => {
    const { page, http, person } = await aVisit(context);
    await goThere(page, 'Inbox');
    await (await startAdding(page)).fill('Half a thought');
    await http.post('/api/v1/auth/logout', { refresh_token: await refreshTokenOf(page) });
    await hoursLater([page], 1);
    await page.getByRole('link', { name: /^Upcoming/ }).click();
    await seen(page.getByText('Your session has ended.'));

    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Upcoming' }));
    await goThere(page, 'Inbox');
    const name = await startAdding(page);
    expect(await name.inputValue()).toBe('Half a thought');
    await name.press('Enter');
    await seen(task(page, 'Half a thought'));
  });

  it('of somebody else on the same computer finds nothing of the one before', async () => {
    const { page } = await aVisit(context);
    await goThere(page, 'Inbox');
    await (await startAdding(page)).fill('A secret');
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await seen(page.getByText('Welcome back'));
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe('[{},{}]');
    await eventually(async () => expect(await refreshTokenOf(page)).toBeUndefined());
  });

  it('does not start with a wrong password, which is said without giving anything away', async () => {
    const { page, person } = await aVisit(context);
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill('something else');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page.getByText('That e-mail and password don’t belong together.'));
    await signIn(page, person);
    await gone(page.getByText('Welcome back'));
  });
});

/** The refresh token as this page keeps it. */
function refreshTokenOf(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      new Promise<string | undefined>((resolve) => {
        const opening = indexedDB.open('errand');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('session').objectStore('session').get('errand.refresh');
          reading.onsuccess = () => resolve(reading.result as string | undefined);
        };
      }),
  );
}
