import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aFullVisit, aVisit, gone, launch, row, seen, startAdding, task } from './page.js';

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

const marks = (page: Page): Promise<string[]> => page.locator('form mark').allTextContents();
const understood = (page: Page): Locator => page.getByRole('status', { name: 'Understood' });

async function marked(page: Page, ...texts: string[]): Promise<void> {
  await eventually(async () => expect(await marks(page)).toEqual(texts));
}

describe('while a task is being written', () => {
  it('colours what is understood, says it in words, and adds it with the rest as its name', async () => {
    const { page } = await aFullVisit(context);
    await page.keyboard.press('q');
    await page.keyboard.type('Sow lettuce tomorrow 9am every week #Garden @outside p1 for 30 min // by the wall');
    await marked(page, 'tomorrow 9am every week', '#Garden', '@outside', 'p1', 'for 30 min', '// by the wall');
    await eventually(async () =>
      expect(await understood(page).textContent()).toBe(
        'Due: Tomorrow 09:00, every week starting tomorrow at 9am, Project: Garden, Label: outside, ' +
          'Priority: Priority 1, Takes: 30 minutes, Notes: by the wall',
      ),
    );
    await page.keyboard.press('Enter');
    await seen(page.getByText('Added to Garden, due Tomorrow 09:00'));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await page.getByRole('link', { name: /^Garden/ }).click();
    await seen(row(page, 'Sow lettuce').getByText('by the wall'));
    await seen(page.getByRole('checkbox', { name: 'Complete Sow lettuce, priority 1' }));
  });

  it('leaves words alone that are no syntax, and those that are taken back', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('link', { name: 'Inbox' }).click();
    const name = await startAdding(page);
    await name.fill('Watch C# and Tomorrow never dies p1');
    await marked(page, 'Tomorrow', 'p1');
    await page.getByRole('button', { name: 'Leave “Tomorrow” as text' }).click();
    await marked(page, '\\', 'p1');
    expect(await name.inputValue()).toBe('Watch C# and \\Tomorrow never dies p1');
    await seen(page.getByRole('button', { name: 'Due date: No date' }));
    await name.press('Enter');
    await seen(task(page, 'Watch C# and Tomorrow never dies'));
  });

  it('lets the words go before what was picked', async () => {
    const { page } = await aVisit(context);
    const name = await startAdding(page);
    await seen(page.getByRole('button', { name: 'Due date: Today' }));
    await name.fill('Water the beans tomorrow');
    await gone(page.getByRole('button', { name: 'Due date: Today' }));
    await name.press('Enter');
    await seen(page.getByText('Added to Inbox, due Tomorrow'));
  });

  it('follows the newest words, and waits no longer for what older ones mean', async () => {
    const { page } = await aVisit(context);
    const isOld = (request: Request): boolean => (request.postData() ?? '').includes('today');
    await page.route('**/tasks/quick/preview', async (route) => {
      if (!isOld(route.request())) await route.continue();
    });
    const name = await startAdding(page);
    const asked = page.waitForRequest(isOld);
    const dropped = page.waitForEvent('requestfailed', isOld);
    await name.fill('Dig today');
    await asked;
    await name.fill('Dig tomorrow');
    await marked(page, 'tomorrow');
    await dropped;
  });

  it('takes plain words when nobody answers what they mean', async () => {
    const { page } = await aVisit(context);
    await page.route('**/tasks/quick/preview', (route) => route.abort());
    const name = await startAdding(page);
    await name.fill('Dig the beds tomorrow');
    await name.press('Enter');
    await seen(page.getByText('Added to Inbox, due Tomorrow'));
    expect(await marks(page)).toEqual([]);
  });

  it('says what is missing when there is nothing but syntax', async () => {
    const { page } = await aVisit(context);
    const name = await startAdding(page);
    await name.fill('tomorrow p1');
    await name.press('Enter');
    await seen(
      page
        .getByRole('main')
        .getByRole('alert')
        .getByText(/some content/),
    );
    expect(await name.inputValue()).toBe('tomorrow p1');
  });
});
