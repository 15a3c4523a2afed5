import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aFullVisit, launch, seen } from './page.js';

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

it('finds tasks and comments while words are typed, and opens what was found', async () => {
  const { page, http } = await aFullVisit(context);
  const { body: done } = await http.post<{ id: string }>('/api/v1/tasks', { content: 'Prune the roses' });
  await http.post('/api/v1/comments', { task_id: done.id, content: 'The shears are in the shed' });
  await http.post(`/api/v1/tasks/${done.id}/close`);
  await eventually(async () => {
    const { body } = await http.get<{ results: unknown[] }>('/api/v1/search?query=shears');
    expect(body.results).toHaveLength(1);
  });

  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Words in tasks and comments' });
  await seen(field);
  await field.fill('prun ros');
  const found = page.getByRole('list', { name: 'Found' });
  await seen(found.getByRole('link', { name: 'Prune the roses (completed)' }));

  await field.fill('shear');
  await seen(found.getByText('The shears are in the shed'));
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await found.getByRole('link').click();
  await seen(page.getByRole('dialog', { name: 'Prune the roses' }));
  await page.keyboard.press('Escape');
  await seen(found);
  expect(new URL(page.url()).search).toBe('?q=shear');

  await field.fill('no such words');
  await seen(page.getByText('Nothing has these words'));
});
