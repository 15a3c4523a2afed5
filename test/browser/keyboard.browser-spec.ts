import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aContext, aFullVisit, aVisit, gone, launch, seen, task } from './page.js';
import { reload } from './reload.js';

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

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describe('with the keyboard alone', () => {
  it('adds tasks from anywhere with q, one after another', async () => {
    const { page } = await aVisit(context);
    await press(page, 'q');
    await seen(page.getByRole('dialog', { name: 'Add task' }));
    await page.keyboard.type('Buy string');
    await press(page, 'Enter');
    await page.keyboard.type('Buy pegs');
    await press(page, 'Shift+Enter');
    await page.keyboard.type('the wooden ones');
    await press(page, 'Control+Enter');
    await seen(page.getByText('Added to Inbox'));
    await press(page, 'Escape');
    await gone(page.getByRole('dialog'));
    await seen(task(page, 'Buy string'));
    await seen(page.getByText('the wooden ones'));
  });

  it('walks through the tasks, opens one, and comes back to it', async () => {
    const { page } = await aFullVisit(context);
    await press(page, 'j');
    await eventually(async () => expect(await focused(page)).toBe('Return the library books'));
    await press(page, 'ArrowDown');
    await eventually(async () => expect(await focused(page)).toBe('Water the tomatoes'));
    await press(page, 'k', 'j', 'Enter');
    await seen(page.getByRole('dialog', { name: 'Water the tomatoes' }));
    await press(page, 'Escape');
    await gone(page.getByRole('dialog'));
    await eventually(async () => expect(await focused(page)).toBe('Water the tomatoes'));
  });

  it('completes with x, moves on to the next task, and undoes with z', async () => {
    const { page } = await aFullVisit(context);
    await press(page, 'j', 'x');
    await gone(task(page, 'Return the library books'));
    await eventually(async () => expect(await focused(page)).toBe('Water the tomatoes'));
    await seen(page.getByRole('status', { name: 'Messages' }).getByText('Completed “Return the library books”'));
    await press(page, 'z');
    await seen(task(page, 'Return the library books'));
  });

  it('edits with e and deletes with Delete', async () => {
    const { page } = await aFullVisit(context);
    await press(page, 'j', 'e');
    await page.keyboard.type(' and the film');
    await press(page, 'Enter');
    await seen(task(page, 'Return the library books and the film'));
    await press(page, 'j', 'Delete');
    await seen(page.getByRole('dialog', { name: 'Delete this task?' }));
    await eventually(async () => expect(await focused(page)).toBe('Cancel'));
    await press(page, 'Tab', 'Enter');
    await gone(task(page, 'Return the library books and the film'));
  });

  it('goes to the views with g, reads out the new title, and lists all shortcuts', async () => {
    const { page } = await aVisit(context);
    await press(page, 'g', 'u');
    await seen(page.getByRole('heading', { level: 1, name: 'Upcoming' }));
    await eventually(async () => expect(await focused(page)).toBe('Upcoming'));
    expect(await page.title()).toBe('Upcoming · Errand');
    await press(page, 'g', 'i');
    await seen(page.getByRole('heading', { level: 1, name: 'Inbox' }));
    await press(page, '?');
    await seen(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    await press(page, 'Escape', 'g', 't');
    await seen(page.getByRole('heading', { level: 1, name: 'Today' }));
  });

  it('leaves letters alone while something is typed', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('main').getByRole('button', { name: 'Add task' }).press('Enter');
    await page.keyboard.type('q? jazz gig');
    expect(await page.getByLabel('Task name').inputValue()).toBe('q? jazz gig');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('skips to the tasks, and shows where the focus is', async () => {
    const { page } = await aFullVisit(context);
    await reload(page);
    await seen(task(page, 'Water the tomatoes'));
    await press(page, 'Tab');
    await eventually(async () => expect(await focused(page)).toBe('Skip to the tasks'));
    await press(page, 'Enter', 'Tab');
    await eventually(async () => expect(await focused(page)).toBe('Complete Return the library books, priority 2'));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).toBe('solid');
  });

  it('picks from a menu with the arrow keys and gives the focus back', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('button', { name: 'Ada Lovelace' }).press('Enter');
    await seen(page.getByRole('menu', { name: 'Account' }));
    await eventually(async () => expect(await focused(page)).toBe('Settings'));
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await eventually(async () => expect(await focused(page)).toBe('Sign out'));
    await press(page, 'Escape');
    await gone(page.getByRole('menu'));
    await eventually(async () => expect(await focused(page)).toContain('Ada Lovelace'));
  });
});
