import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aGarden, gone, launch, row, seen, task } from './page.js';

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

describe('several tasks', () => {
  it('are selected with keys and clicks, changed together, and changed back', async () => {
    const { page, http, projectId } = await aGarden(context);
    const bar = page.getByRole('toolbar', { name: 'Selected tasks' });
    await task(page, 'Ask about the hose').focus();
    await page.keyboard.press('s');
    await seen(bar.getByText('1 task selected'));
    await task(page, 'Seeds').click();
    await seen(bar.getByText('2 tasks selected'));
    await bar.getByLabel('Move to a project').selectOption({ label: 'Balcony' });
    await seen(page.getByText('Moved 2 tasks'));
    await gone(task(page, 'Seeds'));
    await gone(bar);
    const left = async (): Promise<number> =>
      (await http.get<{ results: object[] }>(`/api/v1/tasks?project_id=${projectId}`)).body.results.length;
    expect(await left()).toBe(4);
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(task(page, 'Seeds'));
    expect(await left()).toBe(6);
  });

  it('go with what is under them, and are told of in words', async () => {
    const { page, http, projectId } = await aGarden(context);
    const bar = page.getByRole('toolbar', { name: 'Selected tasks' });
    await row(page, 'Dig the beds').first().hover();
    await page.getByRole('button', { name: 'More actions for Dig the beds' }).click();
    await page.getByRole('menuitem', { name: 'Select' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Borrow a spade' }).click();
    await seen(page.getByRole('link', { name: 'Borrow a spade (selected)' }));
    await bar.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await seen(page.getByText('Deleted 1 task'));
    await eventually(async () => {
      const { body } = await http.get<{ results: object[] }>(`/api/v1/tasks?project_id=${projectId}`);
      expect(body.results).toHaveLength(4);
    });
    await task(page, 'Seeds').focus();
    await page.keyboard.press('s');
    await bar.getByRole('button', { name: 'Select nothing' }).click();
    await gone(bar);
  });
});
