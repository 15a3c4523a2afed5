import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aFullVisit, aGarden, aVisit, gone, launch, row, seen, task } from './page.js';
import { goTo, reload } from './reload.js';

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

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

describe('projects under projects', () => {
  const names = (page: Page): Promise<string[]> =>
    page.getByRole('region', { name: 'Projects' }).getByRole('link').locator('span:nth-child(2)').allTextContents();
  const until = (page: Page, ...expected: string[]): Promise<void> =>
    eventually(async () => expect(await names(page)).toEqual(expected));

  it('are added, folded away and unfolded', async () => {
    const { page } = await aGarden(context);
    await choose(page, 'Garden', 'Add a project under it');
    await page.getByLabel('Name', { exact: true }).fill('Greenhouse');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { level: 1, name: 'Greenhouse' }));
    await until(page, 'Garden', 'Greenhouse', 'Balcony');
    const fold = page.getByRole('button', { name: 'Projects under Garden' });
    await fold.press('Enter');
    await until(page, 'Garden', 'Balcony');
    await reload(page);
    await until(page, 'Garden', 'Balcony');
    await fold.press('Enter');
    await until(page, 'Garden', 'Greenhouse', 'Balcony');
  });

  it('are moved under another one, back to the top, and among each other', async () => {
    const { page } = await aGarden(context);
    await page.getByRole('link', { name: /^Balcony/ }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Balcony' }));
    await choose(page, 'Balcony', 'Move up');
    await until(page, 'Balcony', 'Garden');
    await choose(page, 'Balcony', 'Move under another');
    await page.getByRole('combobox', { name: 'Under' }).selectOption('Garden');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await seen(page.getByRole('button', { name: 'Projects under Garden' }));
    await until(page, 'Garden', 'Balcony');
    await reload(page);
    await seen(page.getByRole('button', { name: 'Projects under Garden' }));
    await choose(page, 'Balcony', 'Move under another');
    await page.getByRole('combobox', { name: 'Under' }).selectOption('No project, at the top');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await gone(page.getByRole('button', { name: 'Projects under Garden' }));
  });
});

describe('labels', () => {
  it('are listed with those that are only on tasks, and lead to their tasks', async () => {
    const { page } = await aFullVisit(context);
    await page.getByRole('link', { name: 'Labels' }).click();
    await seen(page.getByRole('listitem').filter({ hasText: 'outside' }).getByText('1 task'));
    await page.getByRole('button', { name: 'Keep the label outside' }).click();
    await page.getByRole('radio', { name: 'orange' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add label' }).click();
    await seen(page.getByRole('button', { name: 'More actions for outside' }));
    await page.getByRole('link', { name: 'outside' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'outside' }));
    await seen(row(page, 'Water the tomatoes').getByText('Garden'));
    expect(await task(page, 'Dig the beds').count()).toBe(0);
  });

  it('are renamed on every task, refuse a name that is taken, and come off when deleted', async () => {
    const { page, http } = await aFullVisit(context);
    await http.post('/api/v1/labels', { name: 'outside' });
    await http.post('/api/v1/labels', { name: 'shop' });
    await goTo(page, '/label/outside');
    await seen(task(page, 'Water the tomatoes'));
    await choose(page, 'outside', 'Rename or recolour');
    await page.getByLabel('Name', { exact: true }).fill('shop');
    await page.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('dialog').locator('[aria-invalid=true]'));
    await page.getByLabel('Name', { exact: true }).fill('fresh air');
    await page.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'fresh air' }));
    await seen(row(page, 'Water the tomatoes').getByText('fresh air'));
    await choose(page, 'fresh air', 'Delete label');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete label' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Labels' }));
    await gone(page.getByRole('link', { name: 'fresh air' }));
    await page.getByRole('link', { name: /^Today/ }).click();
    await seen(task(page, 'Water the tomatoes'));
    await gone(row(page, 'Water the tomatoes').getByText('fresh air'));
  });

  it('say what they are for while there are none', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('link', { name: 'Labels' }).click();
    await seen(page.getByText('No labels yet'));
  });
});

describe('a task that recurs', () => {
  it('is written with an example, shows its history, and lets a date be skipped', async () => {
    const { page } = await aFullVisit(context);
    await task(page, 'Water the tomatoes').click();
    const dialog = page.getByRole('dialog', { name: 'Water the tomatoes' });
    await dialog.getByRole('button', { name: 'Due date: Today' }).click();
    await page.getByRole('button', { name: 'every! 3 days' }).click();
    expect(await page.getByLabel('In words').inputValue()).toBe('every! 3 days');
    await page.keyboard.press('Enter');
    const history = dialog.getByRole('region', { name: 'History' });
    await seen(history.getByText('every! 3 days'));
    await seen(history.getByText('Not completed yet.'));
    await dialog.getByRole('checkbox', { name: /^Complete Water the tomatoes/ }).click();
    await page.getByRole('link', { name: /^Upcoming/ }).click();
    await task(page, 'Water the tomatoes').click();
    await seen(history.getByRole('list', { name: 'Completed' }).getByText(/^completed \d\d:\d\d$/));
    const skipped = page.waitForResponse(/\/skip$/);
    await history.getByRole('button', { name: 'Skip this time' }).click();
    expect((await skipped).status()).toBe(200);
    await seen(page.getByText('Skipped one date of “Water the tomatoes”'));
  });
});
