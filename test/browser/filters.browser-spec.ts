import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { aContext, aFullVisit, gone, launch, row, seen, task } from './page.js';
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

it('points at what it cannot read in a filter while it is written, then keeps the filter and shows what it finds', async () => {
  const { page } = await aFullVisit(context);
  await page.getByRole('button', { name: 'Add filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'New filter' });
  await dialog.getByLabel('Name').fill('Urgent');
  await dialog.getByLabel('Query').fill('(overdue | p1) & due before: soon');
  await seen(dialog.getByText('This should be a date'));
  expect(await dialog.locator('mark').textContent()).toBe('soon');
  await dialog.getByRole('button', { name: 'Add filter' }).click();
  await seen(dialog);

  await dialog.getByLabel('Query').fill('overdue | p1');
  await seen(dialog.getByText('Finds 2 tasks'));
  await dialog.getByRole('button', { name: 'Add filter' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Urgent' }));
  await seen(task(page, 'Water the tomatoes'));
  await seen(task(page, 'Return the library books'));
  expect(await task(page, 'Dig the beds').count()).toBe(0);
});

it('shows panes one below the other, and follows the tasks as they change', async () => {
  const { page, http } = await aFullVisit(context);
  const { body } = await http.post<{ id: string }>('/api/v1/filters', {
    name: 'Plan',
    query: 'overdue, @outside, subtask',
  });
  await goTo(page, `/filter/${body.id}`);
  const pane = (query: string): ReturnType<typeof page.getByRole> => page.getByRole('region', { name: query });
  await seen(pane('overdue').getByRole('link', { name: 'Return the library books' }));
  await seen(pane('@outside').getByRole('link', { name: 'Water the tomatoes' }));
  await seen(pane('subtask').getByRole('link', { name: 'Borrow a spade' }));
  await row(page, 'Return the library books').getByRole('checkbox').click();
  await gone(task(page, 'Return the library books'));
  await seen(pane('overdue').getByText('Nothing here.'));
});

it('changes and deletes a filter', async () => {
  const { page, http } = await aFullVisit(context);
  const { body } = await http.post<{ id: string }>('/api/v1/filters', { name: 'Garden', query: '##Garden & p4' });
  await goTo(page, `/filter/${body.id}`);
  await page.getByRole('main').getByRole('button', { name: 'More actions for Garden' }).click();
  await page.getByRole('menuitem', { name: 'Edit filter' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Beds');
  await page.getByLabel('Query').fill('search: beds');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Beds' }));
  await seen(task(page, 'Dig the beds'));
  await page.getByRole('main').getByRole('button', { name: 'More actions for Beds' }).click();
  await page.getByRole('menuitem', { name: 'Delete filter' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete filter' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Today' }));
  await gone(page.getByRole('link', { name: 'Beds' }));
});
