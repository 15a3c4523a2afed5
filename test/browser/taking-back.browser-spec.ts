import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import type { Http } from '#testing/http.js';
import { aContext, aGarden, gone, launch, row, seen, task } from './page.js';
import { goTo, keepBack, reload } from './reload.js';

let browser: Browser;
let page: Page;
let http: Http;
let projectId: string;

beforeAll(async () => {
  browser = await launch();
  ({ page, http, projectId } = await aGarden(await aContext(browser)));
});

afterAll(() => browser.close());

const go = async (view: string): Promise<void> => {
  await goTo(page, view);
  await seen(page.getByRole('heading', { level: 1 }));
};

const add = async (fields: object): Promise<string> =>
  (await http.post<{ id: string }>('/api/v1/tasks', { project_id: projectId, ...fields })).body.id;

const confirm = (name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('what was just done', () => {
  it('is undone from its message: an edit', async () => {
    await task(page, 'Sow lettuce').press('e');
    await page.getByLabel('Task name').fill('Sow spinach');
    await page.keyboard.press('Enter');
    await seen(page.getByText('Changed “Sow spinach”'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(task(page, 'Sow lettuce'));
    await reload(page);
    await seen(task(page, 'Sow lettuce'));
  });

  it('is undone with z: a deletion with what was under it', async () => {
    await task(page, 'Dig the beds').press('Delete');
    await confirm('Delete');
    await gone(task(page, 'Borrow a spade'));
    const undone = page.waitForResponse(/\/undo$/);
    await page.keyboard.press('z');
    await seen(task(page, 'Borrow a spade'));
    expect((await undone).status()).toBe(200);
    await reload(page);
    await seen(task(page, 'Borrow a spade'));
  });

  it('is undone in the open task, too', async () => {
    await task(page, 'Seeds').click();
    const dialog = page.getByRole('dialog', { name: 'Seeds' });
    await dialog.getByRole('button', { name: 'Remove label shop' }).click();
    await seen(dialog.getByText('Changed “Seeds”'));
    await page.keyboard.press('z');
    await seen(dialog.getByRole('button', { name: 'Remove label shop' }));
    await page.keyboard.press('Escape');
    await gone(dialog);
  });

  it('is undone where a task that recurs went on to its next date', async () => {
    await add({ content: 'Turn the compost', due_string: 'every 3 days starting tomorrow' });
    const next = row(page, 'Turn the compost').getByText(/Tomorrow/);
    await reload(page);
    await seen(next);
    await page.getByRole('checkbox', { name: 'Complete Turn the compost' }).click();
    await gone(next);
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(next);
    await reload(page);
    await seen(next);
  });

  it('is not undone once somebody has changed the same since, and stays as it is', async () => {
    const id = await add({ content: 'Oil the gate' });
    await reload(page);
    await task(page, 'Oil the gate').press('e');
    await page.getByLabel('Task name').fill('Oil the hinges');
    await page.keyboard.press('Enter');
    await seen(page.getByText('Changed “Oil the hinges”'));
    await http.post(`/api/v1/tasks/${id}`, { priority: 4 });
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(page.getByText('That was not undone.'));
    await seen(page.getByRole('checkbox', { name: 'Complete Oil the hinges, priority 1' }));
  });

  it('is undone for a whole section', async () => {
    await page.getByRole('button', { name: 'More actions for To buy' }).click();
    await page.getByRole('menuitem', { name: 'Delete section' }).click();
    await confirm('Delete section');
    await gone(task(page, 'Seeds'));
    await seen(page.getByText('Deleted “To buy”'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(page.getByRole('region', { name: 'To buy' }).getByRole('link', { name: 'Seeds' }));
  });
});

describe('the trash', () => {
  const deleted = (name: string): Locator =>
    page.getByRole('list', { name: 'Deleted' }).getByRole('listitem').filter({ hasText: name });

  it('says what was deleted, and puts it back with what was under it', async () => {
    await go(`/project/${projectId}`);
    await task(page, 'Dig the beds').press('Delete');
    await confirm('Delete');
    await gone(task(page, 'Dig the beds'));
    await page.getByRole('link', { name: 'Trash' }).click();
    await seen(deleted('Dig the beds').getByText('Task in Garden, with 1 subtask'));
    await seen(deleted('Dig the beds').getByText('30 days left'));
    await page.getByRole('button', { name: 'Restore Dig the beds' }).click();
    await seen(page.getByText('Nothing was thrown away'));
    await page.getByRole('button', { name: 'Show' }).click();
    await seen(page.getByRole('dialog', { name: 'Dig the beds' }).getByRole('link', { name: 'Borrow a spade' }));
  });

  it('shows what is deleted while it is looked at', async () => {
    await add({ content: 'Slowly' });
    await go(`/project/${projectId}`);
    const send = await keepBack(page, '/api/v1/tasks/');
    await task(page, 'Slowly').press('Delete');
    await confirm('Delete');
    await page.getByRole('link', { name: 'Trash' }).click();
    await seen(page.getByText('Nothing was thrown away'));
    await send();
    await seen(deleted('Slowly'));
  });

  it('deletes one thing for good, and is emptied, once that is confirmed', async () => {
    for (const content of ['One', 'Two', 'Three']) await http.delete(`/api/v1/tasks/${await add({ content })}`);
    await go('/trash');
    await page.getByRole('button', { name: 'Delete Two for good' }).click();
    await confirm('Cancel');
    await page.getByRole('button', { name: 'Delete Two for good' }).click();
    await confirm('Delete for good');
    await gone(deleted('Two'));
    await seen(deleted('One'));
    await page.getByRole('button', { name: 'Empty trash' }).click();
    await confirm('Empty trash');
    await seen(page.getByText('Nothing was thrown away'));
    expect((await http.get<{ results: unknown[] }>('/api/v1/trash')).body.results).toEqual([]);
  });

  it('gives back a project', async () => {
    const { body } = await http.post<{ id: string }>('/api/v1/projects', { name: 'Winter' });
    await http.delete(`/api/v1/projects/${body.id}`);
    await reload(page);
    await page.getByRole('button', { name: 'Restore Winter' }).click();
    await seen(page.getByRole('navigation').getByRole('link', { name: 'Winter' }));
  });
});

describe('the activity', () => {
  const done = (text: string): Locator => page.getByRole('main').getByRole('listitem').filter({ hasText: text });

  it('says who did what, what it was before and what it is after', async () => {
    const id = await add({ content: 'Rake leaves', priority: 1 });
    await http.post(`/api/v1/tasks/${id}`, { content: 'Rake the leaves', priority: 4, labels: ['autumn'] });
    await http.post(`/api/v1/tasks/${id}/close`);
    await go('/activity');
    await seen(done('You completed Rake the leaves'));
    const changed = done('You changed Rake the leaves');
    expect(await changed.first().getByRole('listitem').allTextContents()).toEqual([
      'Name: Rake leaves → , now Rake the leaves',
      'Priority: nothing → , now Priority 1',
      'Labels: nothing → , now autumn',
    ]);
    await seen(changed.getByText('Garden'));
    await done('You completed Rake the leaves').getByRole('link').click();
    await seen(page.getByRole('dialog', { name: 'Rake the leaves' }));
    await page.keyboard.press('Escape');
  });

  it('goes on while it is looked at', async () => {
    await go('/activity');
    await page.keyboard.press('q');
    await page.keyboard.type('Plant bulbs');
    await page.keyboard.press('Enter');
    await seen(page.getByText('Added to Inbox'));
    await page.keyboard.press('Escape');
    await seen(done('You added Plant bulbs'));
  });

  it('is narrowed to a project and to one kind, and read page by page', async () => {
    await Promise.all(Array.from({ length: 51 }, (_, index) => add({ content: `Errand ${index}` })));
    await go(`/project/${projectId}`);
    await page.getByRole('button', { name: 'More actions for Garden' }).click();
    await page.getByRole('menuitem', { name: 'Activity' }).click();
    await seen(done('You added Errand'));
    expect(await done('You restored the project').count()).toBe(0);
    await page.getByLabel('Show', { exact: true }).selectOption('Added');
    await gone(done('You completed'));
    await eventually(async () => expect(await done('You added').count()).toBe(50));
    await page.getByRole('button', { name: 'Show more' }).click();
    await seen(done('You added the project Garden'));
  });
});
