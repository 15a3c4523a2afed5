import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { aContext, aFullVisit, aVisit, gone, launch, row, seen, startAdding, task } from './page.js';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launch();
});

beforeEach(async () => {
  context = await aContext(browser);
});

afterEach(async () => {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
});
afterAll(() => browser.close());

const outages = {
  'answers 503': { status: 503, contentType: 'application/problem+json', body: '{"code":"task.unavailable"}' },
  'does not answer at all': null,
};

/** Takes the API away, which shows after `delay` milliseconds; calling what this answers brings it back. */
async function takeAway(kind: keyof typeof outages, of = '**/api/**', delay = 0): Promise<() => Promise<void>> {
  const answer = outages[kind];
  await context.route(of, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    await (answer ? route.fulfill(answer) : route.abort('connectionrefused'));
  });
  return () => context.unrouteAll({ behavior: 'wait' });
}

describe.each(Object.keys(outages) as (keyof typeof outages)[])('while the API %s', (kind) => {
  it('shows the tasks it knows under a calm notice, and goes on by itself', async () => {
    const { page } = await aFullVisit(context);
    const bringBack = await takeAway(kind);
    await page.clock.setSystemTime(Date.now() + 60_000);
    await page.getByRole('link', { name: /^Inbox/ }).click();
    await page.getByRole('link', { name: /^Today/ }).click();
    await seen(page.getByText('The server can’t be reached.'));
    await seen(task(page, 'Water the tomatoes'));
    await bringBack();
    await gone(page.getByText('The server can’t be reached.'));
  });

  it('is never a blank page, and tries again when asked', async () => {
    const { page } = await aFullVisit(context);
    const bringBack = await takeAway(kind);
    await page.goto('/inbox');
    await seen(page.getByText('The server can’t be reached.'));
    await seen(page.getByRole('heading', { level: 1, name: 'Inbox' }));
    await bringBack();
    await page.getByRole('button', { name: 'Try now' }).click();
    await gone(page.getByText('The server can’t be reached.'));
    await seen(page.getByText('Nothing in the tray'));
  });

  it('takes a completion back, and says so', async () => {
    const { page } = await aFullVisit(context);
    const bringBack = await takeAway(kind);
    await page.getByRole('checkbox', { name: 'Complete Water the tomatoes, priority 1' }).click();
    await seen(page.getByText('“Water the tomatoes” is still open.'));
    await seen(task(page, 'Water the tomatoes'));
    await bringBack();
  });

  it('gives a new task back to the form', async () => {
    const { page } = await aVisit(context);
    const name = await startAdding(page);
    await name.fill('Buy string');
    const bringBack = await takeAway(kind);
    await name.press('Enter');
    await seen(page.getByRole('main').getByRole('alert'));
    expect(await name.inputValue()).toBe('Buy string');
    await bringBack();
    await name.press('Enter');
    await seen(task(page, 'Buy string'));
  });

  it('keeps new tasks that were written in a row, over a reload, until they are sent again', async () => {
    const { page } = await aVisit(context);
    const name = await startAdding(page);
    const bringBack = await takeAway(kind, '**/api/v1/tasks/quick', 500);
    await name.fill('Buy string');
    await name.press('Enter');
    await name.fill('Buy pegs');
    const unsaved = page.getByRole('list', { name: 'Not saved yet' });
    await seen(unsaved.getByText('Buy string'));
    await page.reload();
    await seen(unsaved.getByText('Not saved.'));
    await bringBack();
    await page.getByRole('button', { name: 'Try again' }).click();
    await seen(task(page, 'Buy string'));
    await gone(unsaved);
    expect(await (await startAdding(page)).inputValue()).toBe('Buy pegs');
  });

  it('keeps a comment that was being written', async () => {
    const { page } = await aFullVisit(context);
    await task(page, 'Water the tomatoes').click();
    const comment = page.getByLabel('Comment', { exact: true });
    await comment.fill('Both cans leak');
    const bringBack = await takeAway(kind);
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await seen(page.getByText('Not posted.'));
    expect(await comment.inputValue()).toBe('Both cans leak');
    await bringBack();
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await seen(page.getByRole('paragraph').filter({ hasText: 'Both cans leak' }));
    await page.keyboard.press('Escape');
    await seen(row(page, 'Water the tomatoes').getByText('1 comment'));
  });
});
