import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { hold } from './hold.js';
import { accept, aContext, aGarden, aVisit, gone, launch, row, seen, signIn, task, untilIn } from './page.js';
import { reload, written } from './reload.js';

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

const beds = { open: ['Dig the beds', 'Borrow a spade', 'Sow lettuce'], folded: ['Dig the beds', 'Sow lettuce'] };

const chevron = (page: Page, does: 'Fold' | 'Show', what: string): Locator =>
  page.getByRole('main').getByRole('button', { name: `${does} the ${what}`, exact: true });

const hidden = (page: Page, name: string, count: string): Promise<void> =>
  seen(row(page, name).getByText(count, { exact: true }));

/** A garden in which the subtasks of Dig the beds are hidden. */
async function aFoldedGarden(): ReturnType<typeof aGarden> {
  const garden = await aGarden(context);
  await chevron(garden.page, 'Fold', 'subtasks of “Dig the beds”').click();
  await untilIn(garden.page, 'Beds', ...beds.folded);
  await written(garden.page);
  return garden;
}

async function drag(page: Page, ...held: [name: string, over: Parameters<typeof hold>[2]]): Promise<void> {
  await hold(page, ...held);
  await page.mouse.up();
}

describe('a task with subtasks', () => {
  it('hides them, tells how many, and is the same after a reload and elsewhere', async () => {
    const { page, person, projectId } = await aFoldedGarden();
    const show = chevron(page, 'Show', 'subtasks of “Dig the beds”');
    expect(await show.getAttribute('aria-expanded')).toBe('false');
    await hidden(page, 'Dig the beds', '1 hidden subtask');
    expect(await chevron(page, 'Fold', 'subtasks of “Sow lettuce”').count()).toBe(0);
    await reload(page);
    await untilIn(page, 'Beds', ...beds.folded);

    const other = await aContext(browser);
    const device = await other.newPage();
    await device.goto(`/project/${projectId}`);
    await signIn(device, person, 'Garden');
    await untilIn(device, 'Beds', ...beds.folded);
    await chevron(device, 'Show', 'subtasks of “Dig the beds”').click();
    await untilIn(device, 'Beds', ...beds.open);
    await written(device);
    await other.close();
    await reload(page);
    await untilIn(page, 'Beds', ...beds.open);
  });

  it('says nothing of it, and shows them again when the fold is refused', async () => {
    const { page } = await aFoldedGarden();
    const messages = page.getByRole('status', { name: 'Messages' });
    expect(await messages.textContent()).toBe('');
    await context.route('**/api/v1/tasks/*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await chevron(page, 'Show', 'subtasks of “Dig the beds”').click();
    await seen(page.getByText('The subtasks of “Dig the beds” stay as they were.'));
    await untilIn(page, 'Beds', ...beds.folded);
  });

  it('counts one that is added in its details', async () => {
    const { page } = await aFoldedGarden();
    await task(page, 'Dig the beds').click();
    const dialog = page.getByRole('dialog', { name: 'Dig the beds' });
    await seen(dialog.getByRole('link', { name: 'Borrow a spade' }));
    await dialog.getByRole('button', { name: 'Add subtask' }).click();
    await dialog.getByRole('form').getByLabel('Task name').fill('Fetch manure');
    await page.keyboard.press('Enter');
    await seen(dialog.getByRole('link', { name: 'Fetch manure' }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await gone(dialog);
    await hidden(page, 'Dig the beds', '2 hidden subtasks');
  });
});

describe('with the keyboard', () => {
  it('folds with the arrows, and walks past what is hidden', async () => {
    const { page } = await aGarden(context);
    await task(page, 'Dig the beds').press('ArrowLeft');
    await untilIn(page, 'Beds', ...beds.folded);
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sow lettuce');
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowRight');
    await untilIn(page, 'Beds', ...beds.open);
    await chevron(page, 'Fold', 'subtasks of “Dig the beds”').press('Enter');
    await untilIn(page, 'Beds', ...beds.folded);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('false');
  });

  it('shows where a task goes that is put under a folded one, and keeps the focus on it', async () => {
    const { page } = await aFoldedGarden();
    await task(page, 'Sow lettuce').press('Alt+ArrowRight');
    await seen(page.getByText('“Sow lettuce” is number 2 of 2 under “Dig the beds”.'));
    await untilIn(page, 'Beds', ...beds.open);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sow lettuce');
    await reload(page);
    await untilIn(page, 'Beds', ...beds.open);
    expect(await row(page, 'Sow lettuce').getAttribute('data-depth')).toBe('1');
  });
});

describe('with the mouse', () => {
  it('moves a folded task with what it hides', async () => {
    const { page } = await aFoldedGarden();
    await drag(page, 'Dig the beds', { task: 'Seeds', edge: 'lower' });
    await untilIn(page, 'To buy', 'Seeds', 'Dig the beds');
    await hidden(page, 'Dig the beds', '1 hidden subtask');
    await reload(page);
    await untilIn(page, 'To buy', 'Seeds', 'Dig the beds');
    await chevron(page, 'Show', 'subtasks of “Dig the beds”').click();
    await untilIn(page, 'To buy', 'Seeds', 'Dig the beds', 'Borrow a spade');
  });

  it('drops a task after a folded one, or further in as its last', async () => {
    const { page } = await aFoldedGarden();
    await drag(page, 'Seeds', { task: 'Dig the beds', edge: 'lower' });
    await untilIn(page, 'Beds', 'Dig the beds', 'Seeds', 'Sow lettuce');
    expect(await row(page, 'Seeds').getAttribute('data-depth')).toBe('0');
    await drag(page, 'Sow lettuce', { task: 'Dig the beds', edge: 'lower', further: 120 });
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce', 'Seeds');
    await reload(page);
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce', 'Seeds');
    expect(await row(page, 'Sow lettuce').getAttribute('data-depth')).toBe('1');
  });
});

describe('a section', () => {
  const foldShop = async (page: Page): Promise<void> => {
    await chevron(page, 'Fold', 'tasks in “To buy”').click();
    await gone(task(page, 'Seeds'));
    await written(page);
  };

  it('hides its tasks, also after a reload, and not on a board', async () => {
    const { page } = await aGarden(context);
    await foldShop(page);
    expect(await page.getByRole('button', { name: 'Add task to To buy' }).count()).toBe(0);
    await seen(page.getByRole('heading', { name: 'To buy 1' }));
    await reload(page);
    await seen(task(page, 'Sow lettuce'));
    expect(await task(page, 'Seeds').count()).toBe(0);
    await page.getByRole('button', { name: 'Show as board' }).click();
    await seen(task(page, 'Seeds'));
    await page.getByRole('button', { name: 'Show as list' }).click();
    await chevron(page, 'Show', 'tasks in “To buy”').click();
    await untilIn(page, 'To buy', 'Seeds');
  });

  it('takes a task that is dropped on it while it is folded as its last, and shows it', async () => {
    const { page } = await aGarden(context);
    await foldShop(page);
    await drag(page, 'Sow lettuce', { spot: page.getByRole('heading', { name: 'To buy 1' }), further: 80 });
    await untilIn(page, 'To buy', 'Seeds', 'Sow lettuce');
    await reload(page);
    await untilIn(page, 'To buy', 'Seeds', 'Sow lettuce');
    expect(await row(page, 'Sow lettuce').getAttribute('data-depth')).toBe('0');
  });
});

describe('somebody who may only read', () => {
  it('folds for themselves, as long as the page is open', async () => {
    const { page, http, projectId } = await aFoldedGarden();
    const other = await aContext(browser);
    const { page: theirs, http: reader, person } = await aVisit(other);
    await http.post(`/api/v1/projects/${projectId}/invitations`, { email: person.email, role: 'viewer' });
    await accept(reader);
    const writes: string[] = [];
    await theirs.goto(`/project/${projectId}`);
    await untilIn(theirs, 'Beds', ...beds.folded);
    theirs.on('request', (request) => {
      if (request.method() !== 'GET') writes.push(request.url());
    });
    await chevron(theirs, 'Show', 'subtasks of “Dig the beds”').click();
    await untilIn(theirs, 'Beds', ...beds.open);
    await chevron(theirs, 'Fold', 'tasks in “To buy”').click();
    await gone(task(theirs, 'Seeds'));
    await theirs.getByRole('link', { name: /^Inbox/ }).click();
    await theirs.getByRole('link', { name: /^Garden/ }).click();
    await untilIn(theirs, 'Beds', ...beds.open);
    expect(await task(theirs, 'Seeds').count()).toBe(0);
    expect(writes).toEqual([]);
    await theirs.reload();
    await untilIn(theirs, 'Beds', ...beds.folded);
    await seen(task(theirs, 'Seeds'));
    await other.close();
    await reload(page);
    await untilIn(page, 'Beds', ...beds.folded);
  });
});
