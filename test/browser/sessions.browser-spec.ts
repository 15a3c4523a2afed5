import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { aContext, aVisit, gone, launch, seen, signIn, startAdding, task } from './page.js';
import { answered } from './reload.js';

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

async function goThere(page: Page, view: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${view}`) }).click();
  await seen(page.getByRole('heading', { level: 1, name: view }));
}

/** Keeps back the first answer from there until what this returns is called, which tells the answer's status once it is there. */
async function holdBack(page: Page, url: string): Promise<() => Promise<number>> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const arrived: number[] = [];
  const hold = async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
    arrived.push(response.status());
  };
  await page.route(url, hold, { times: 1 });
  return () => {
    letGo();
    return eventually(() => {
      expect(arrived).toHaveLength(1);
      return arrived[0];
    });
  };
}

describe('a session', () => {
  it('outlives reloads, also impatient ones', async () => {
    const { page } = await aVisit(context);
    // Chromium takes no order while it puts one page in the place of another
    for (let times = 0; times < 4; times++) await eventually(() => page.reload({ waitUntil: 'commit' }));
    await seen(page.getByText('The day is yours'));
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
    await answered(page);
    await http.delete('/api/v1/sessions');
    // what the page knows is old by then, and it asks again
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.getByRole('link', { name: /^Upcoming/ }).click();
    await seen(page.getByText('Your session has ended.'));

    await signIn(page, person, 'Upcoming');
    await goThere(page, 'Inbox');
    const name = await startAdding(page);
    expect(await name.inputValue()).toBe('Half a thought');
    await name.press('Enter');
    await seen(task(page, 'Half a thought'));
  });

  it('that was begun again does not end with a late answer to the one before', async () => {
    const { page, http, person } = await aVisit(context);
    await goThere(page, 'Inbox');
    await answered(page);
    await http.delete('/api/v1/sessions');
    const late = await holdBack(page, '**/api/v1/projects*');
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.getByRole('link', { name: /^Upcoming/ }).click();
    await seen(page.getByText('Your session has ended.'));
    await signIn(page, person, 'Upcoming');

    expect(await late()).toBe(401);
    await goThere(page, 'Inbox');
    expect(await page.getByText('Your session has ended.').count()).toBe(0);
  });

  it('of somebody else on the same computer finds nothing of the one before', async () => {
    const { page } = await aVisit(context);
    await goThere(page, 'Inbox');
    await (await startAdding(page)).fill('A secret');
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await seen(page.getByText('Welcome back'));
    const kept = (): Promise<string> =>
      page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    await eventually(async () => expect(await kept()).toBe('[{},{}]'));
    await eventually(async () => expect(await context.cookies()).toEqual([]));
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

  it('is a cookie that no script can read', async () => {
    const { page } = await aVisit(context);
    const [cookie, ...others] = await context.cookies();
    expect(cookie).toMatchObject({ name: 'errand_session', httpOnly: true, sameSite: 'Strict' });
    expect(others).toEqual([]);
    const readable = await page.evaluate(
      () => document.cookie + JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(readable).not.toContain(cookie.value);
  });

  it('is listed with its device, and ended from another one', async () => {
    const { page, http } = await aVisit(context);
    const openSettings = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Ada Lovelace' }).click();
      await page.getByRole('menuitem', { name: 'Account and security' }).click();
    };
    await openSettings();
    const sessions = page.getByRole('list', { name: 'Sessions' });
    await seen(sessions.getByText('Chrome on Linux'));
    await seen(sessions.getByText('Here, now'));
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await gone(page.getByRole('button', { name: 'Sign out everywhere else' }));
    await seen(page.getByRole('list', { name: 'What happened' }).getByText('A session was ended', { exact: false }));
    await eventually(async () => expect((await http.get('/api/v1/user')).status).toBe(401), 2000);
    await seen(sessions.getByText('Here, now'));
  });
});
