import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { aContext, aFullVisit, gone, launch, seen, task } from './page.js';
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

/** The reminders of a task that is opened from its project. */
async function remindersOf(page: Page, content: string): Promise<Locator> {
  await page.getByRole('link', { name: /^Garden/ }).click();
  await task(page, content).click();
  const reminders = page.getByRole('region', { name: 'Reminders' });
  await seen(reminders);
  return reminders;
}

async function addInWords(page: Page, words: string): Promise<void> {
  await gone(page.getByRole('dialog', { name: 'Add reminder' })); // of the one that was added before
  await page.getByRole('button', { name: 'Add reminder' }).click();
  await page.getByLabel('At a time, in words').fill(words);
  await page.keyboard.press('Enter');
}

describe('reminders', () => {
  it('are added before a task is due and at their own times, and deleted', async () => {
    const { page, http } = await aFullVisit(context);
    const reminders = await remindersOf(page, 'Borrow a spade');
    await page.getByRole('button', { name: 'Add reminder' }).click();
    await page.getByRole('button', { name: '30 minutes before' }).click();
    await seen(reminders.getByText('30 minutes before'));
    await addInWords(page, 'every monday at 8');
    await seen(reminders.getByText('every monday at 8'));

    await reload(page);
    await seen(reminders.getByText('every monday at 8'));
    const { body } = await http.get<{ results: { type: string }[] }>('/api/v1/reminders');
    expect(body.results.map(({ type }) => type)).toEqual(['relative', 'absolute']);
    await reminders.getByRole('button', { name: 'Delete reminder: 30 minutes before' }).click();
    await gone(reminders.getByText('30 minutes before'));
    await seen(reminders.getByText('every monday at 8'));
  });

  it('say what is missing, beside what was written', async () => {
    const { page } = await aFullVisit(context);
    const reminders = await remindersOf(page, 'Dig the beds');
    await addInWords(page, 'tomorrow');
    await seen(page.getByText('Say at what time, such as tomorrow at 9.'));
    expect(await page.getByRole('button', { name: '30 minutes before' }).count()).toBe(0);
    await page.getByLabel('At a time, in words').fill('tomorrow at 9');
    await page.keyboard.press('Enter');
    await gone(page.getByLabel('At a time, in words'));
    await seen(reminders.getByText(/, 09:00$/));
  });

  it('say that nobody is reminded once the task has no time', async () => {
    const { page } = await aFullVisit(context);
    const reminders = await remindersOf(page, 'Borrow a spade');
    await page.getByRole('button', { name: 'Add reminder' }).click();
    await page.getByRole('button', { name: '1 hour before' }).click();
    await seen(reminders.getByText('1 hour before'));
    await page.getByRole('button', { name: /^Due date:/ }).click();
    await page.getByRole('dialog', { name: 'Due date' }).getByRole('button', { name: 'No date' }).click();
    await seen(reminders.getByText('The task has no due time'));
  });
});
