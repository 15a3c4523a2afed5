import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aFullVisit, gone, launch, seen, task } from './page.js';

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

async function open(page: Page, content: string): Promise<void> {
  await page.getByRole('link', { name: /^Garden/ }).click();
  await task(page, content).click();
  await seen(page.getByRole('region', { name: 'Relations' }));
}

async function relate(page: Page, type: string, words: string, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Add relation' }).click();
  await page.getByLabel('This task').selectOption({ label: type });
  await page.getByLabel('Another task, by its words').fill(words);
  await page.getByRole('list', { name: 'Tasks to choose from' }).getByRole('button', { name: to }).click();
}

describe('relations', () => {
  it('are added by the words of the other task, followed, and deleted', async () => {
    const { page, http } = await aFullVisit(context);
    await eventually(async () => {
      const { body } = await http.get<{ results: object[] }>('/api/v1/search?query=library');
      expect(body.results).toHaveLength(1);
    });
    const relations = page.getByRole('region', { name: 'Relations' });
    await open(page, 'Dig the beds');
    await relate(page, 'Blocks', 'library', 'Return the library books');
    await seen(relations.getByText('Blocks'));
    await relations.getByRole('link', { name: 'Return the library books' }).click();
    await seen(relations.getByText('Blocked by'));
    await seen(relations.getByRole('link', { name: 'Dig the beds' }));
    await relate(page, 'Blocks', 'beds', 'Dig the beds');
    await seen(page.getByText('These tasks would block each other in a circle.'));
    await page.keyboard.press('Escape');
    await relations.getByRole('button', { name: 'Delete relation: Blocked by Dig the beds' }).click();
    await gone(relations.getByRole('link', { name: 'Dig the beds' }));
  });
});

describe('copies', () => {
  it('are made of tasks and of projects', async () => {
    const { page } = await aFullVisit(context);
    await open(page, 'Dig the beds');
    await page.getByRole('button', { name: 'Duplicate task' }).click();
    await seen(page.getByText('Copied “Dig the beds”'));
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await task(page, 'Dig the beds').count()).toBe(2));
    await page.getByRole('main').getByRole('button', { name: 'More actions for Garden' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Garden (copy)' }));
    await seen(task(page, 'Water the tomatoes'));
  });
});
