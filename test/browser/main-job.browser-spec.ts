import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { aContext, aFullVisit, aVisit, gone, launch, row, seen, startAdding, task } from './page.js';
import { goTo, reload } from './reload.js';
import { aPicture } from './picture.js';

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

describe('the first visit', () => {
  it('says beside each field what is missing, then opens an account with an Inbox', async () => {
    const page = await context.newPage();
    await goTo(page, '/');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('button', { name: 'Create account' }).click();
    await seen(page.getByText('Use at least 8 characters.'));

    await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await page.getByLabel('E-mail').fill(`${randomUUID()}@example.org`);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await seen(page.getByText('The day is yours'));
    await page.getByRole('link', { name: 'Inbox' }).click();
    await seen(page.getByText('Nothing in the tray'));
  });

  it('says that an address is taken, beside it', async () => {
    const { person, page: other } = await aVisit(context);
    await other.close();
    const page = await (await aContext(browser)).newPage();
    await goTo(page, '/signup');
    await page.getByLabel('Name', { exact: true }).fill('Somebody else');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await seen(page.getByText('There is an account with this address already.'));
    await page.context().close();
  });
});

describe('lists', () => {
  it('makes one, renames it, and deletes it with what is in it', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('button', { name: 'Add project' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Garden');
    await page.getByRole('radio', { name: 'lime green' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add project' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Garden' }));
    await seen(page.getByText('A clean page'));

    await page.getByRole('button', { name: 'More actions for Garden' }).click();
    await page.getByRole('menuitem', { name: 'Rename or recolour' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Allotment');
    await page.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Allotment' }));

    await page.getByRole('button', { name: 'More actions for Allotment' }).click();
    await page.getByRole('menuitem', { name: 'Delete project' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete project' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Inbox' }));
    await gone(page.getByRole('link', { name: /^Allotment/ }));
  });
});

describe('tasks', () => {
  it('adds one after another, with dates in words and from the calendar, and keeps them over a reload', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('link', { name: 'Inbox' }).click();
    const name = await startAdding(page);
    await name.fill('Water the tomatoes');
    await page.getByRole('button', { name: 'Due date: No date' }).click();
    await page.getByLabel('In words').fill('tomorrow at 9');
    await page.keyboard.press('Enter');
    await name.press('Enter');
    await seen(row(page, 'Water the tomatoes').getByText('Tomorrow 09:00'));

    await name.fill('Sow lettuce');
    await page.getByRole('button', { name: 'Due date: No date' }).click();
    await page
      .getByRole('dialog', { name: 'Due date' })
      .getByRole('button', { name: /^Today/ })
      .click();
    await name.press('Enter');
    await seen(row(page, 'Sow lettuce').getByText('Today'));

    await name.fill('Buy string');
    await name.press('Enter');
    await seen(task(page, 'Buy string'));
    await page.keyboard.press('Escape');
    await gone(page.getByLabel('Task name'));

    await reload(page);
    await seen(task(page, 'Buy string'));
    const shown = await page.locator('main [data-task-link]').allTextContents();
    expect(shown).toEqual(['Water the tomatoes', 'Sow lettuce', 'Buy string']);
    await page.getByRole('link', { name: 'Upcoming' }).click();
    const tomorrow = page.getByRole('region', { name: /^Tomorrow/ });
    await seen(tomorrow.getByRole('link', { name: 'Water the tomatoes' }));
    expect(await tomorrow.getByRole('link', { name: 'Sow lettuce' }).count()).toBe(0);
  });

  it('tells that a date could not be read, and keeps what was written', async () => {
    const { page } = await aVisit(context);
    const name = await startAdding(page);
    await name.fill('Harvest');
    await page.getByRole('button', { name: 'Due date: Today' }).click();
    await page.getByLabel('In words').fill('when the moon is blue');
    await page.keyboard.press('Enter');
    await name.press('Enter');
    await seen(page.getByRole('main').getByRole('alert'));
    expect(await name.inputValue()).toBe('Harvest');
    await page.getByRole('button', { name: 'Due date: when the moon is blue' }).click();
    await page
      .getByRole('dialog', { name: 'Due date' })
      .getByRole('button', { name: /^Today/ })
      .click();
    await name.press('Enter');
    await seen(task(page, 'Harvest'));
  });

  it('edits one in its place', async () => {
    const { page } = await aFullVisit(context);
    await row(page, 'Water the tomatoes').hover();
    await page.getByRole('button', { name: 'More actions for Water the tomatoes' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByLabel('Task name').fill('Water the beans');
    await page.getByLabel('Priority', { exact: true }).selectOption('Priority 2');
    await page.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('checkbox', { name: 'Complete Water the beans, priority 2' }));
  });

  it('completes one with its subtasks, and takes that back on request', async () => {
    const { page } = await aFullVisit(context);
    await page.getByRole('link', { name: /^Garden/ }).click();
    await page.getByRole('checkbox', { name: 'Complete Dig the beds, priority 3' }).click();
    await gone(task(page, 'Dig the beds'));
    await gone(task(page, 'Borrow a spade'));
    const undone = page.waitForResponse(/\/undo$/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(task(page, 'Borrow a spade'));
    expect((await undone).status()).toBe(200);
    await reload(page);
    await seen(task(page, 'Dig the beds'));
    await seen(task(page, 'Borrow a spade'));
  });

  it('puts one that recurs on its next date when it is completed or skipped', async () => {
    const { page } = await aVisit(context);
    await page.getByRole('link', { name: 'Inbox' }).click();
    const name = await startAdding(page);
    await name.fill('Turn the compost');
    await page.getByRole('button', { name: 'Due date: No date' }).click();
    await page.getByLabel('In words').fill('every 3 days starting tomorrow at 9');
    await page.keyboard.press('Enter');
    await name.press('Enter');
    await seen(row(page, 'Turn the compost').getByText('Tomorrow 09:00'));
    await seen(row(page, 'Turn the compost').getByText('and again, every 3 days starting tomorrow at 9'));
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Complete Turn the compost' }).click();
    await gone(row(page, 'Turn the compost').getByText('Tomorrow 09:00'));
    const date = row(page, 'Turn the compost').getByText(/09:00/);
    await seen(date);
    const before = await date.textContent();
    await page.getByRole('button', { name: 'More actions for Turn the compost' }).click();
    await page.getByRole('menuitem', { name: 'Skip this date' }).click();
    await gone(page.getByText(before!, { exact: true }));
    await seen(date);
  });

  it('deletes one once that is confirmed', async () => {
    const { page } = await aFullVisit(context);
    await task(page, 'Water the tomatoes').press('Delete');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await seen(task(page, 'Water the tomatoes'));
    await task(page, 'Water the tomatoes').press('Delete');
    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await gone(task(page, 'Water the tomatoes'));
    expect((await deleted).status()).toBe(204);
    await reload(page);
    await seen(task(page, 'Return the library books'));
    expect(await task(page, 'Water the tomatoes').count()).toBe(0);
  });

  it('shows all of a long list, beyond the first page of the API', async () => {
    const { page, http } = await aVisit(context);
    for (let start = 0; start < 210; start += 30) {
      const numbers = Array.from({ length: 30 }, (_, index) => start + index);
      await Promise.all(numbers.map((number) => http.post('/api/v1/tasks', { content: `Errand ${number}` })));
    }
    await goTo(page, '/inbox');
    await seen(task(page, 'Errand 0'));
    expect(await page.locator('main [data-task-link]').count()).toBe(210);
  });
});

describe('a task with everything in it', () => {
  it('takes a picture, shows it small and large, and loses it with the comment', async () => {
    const { page } = await aFullVisit(context);
    await task(page, 'Water the tomatoes').click();
    const dialog = page.getByRole('dialog', { name: 'Water the tomatoes' });
    const picture = { name: 'the bed.png', mimeType: 'image/png', buffer: aPicture() };
    await dialog.getByLabel('File', { exact: true }).setInputFiles(picture);
    await seen(dialog.getByRole('button', { name: 'Remove the file' }));
    await dialog.getByLabel('Comment', { exact: true }).fill('By the wall');
    await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
    await seen(dialog.getByRole('paragraph').filter({ hasText: 'By the wall' }));
    const thumbnail = await dialog.getByRole('img', { name: 'the bed.png' }).elementHandle();
    await page.waitForFunction((image) => (image as HTMLImageElement | null)?.naturalWidth === 40, thumbnail);

    await dialog.getByRole('button', { name: 'Enlarge the bed.png' }).click();
    await seen(page.getByRole('dialog', { name: 'the bed.png' }).getByRole('img'));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog', { name: 'the bed.png' }));
    await page.keyboard.press('Escape');
    await gone(dialog);
    await seen(row(page, 'Water the tomatoes').getByText('1 comment'));

    await task(page, 'Water the tomatoes').click();
    await dialog.getByRole('button', { name: 'Delete comment' }).click();
    await page.getByRole('dialog', { name: 'Delete this comment?' }).getByRole('button', { name: 'Delete' }).click();
    await gone(dialog.getByRole('img', { name: 'the bed.png' }));
  });

  it('saves name, notes, priority, label and project as they are changed', async () => {
    const { page } = await aFullVisit(context);
    await task(page, 'Water the tomatoes').click();
    await page.getByLabel('Task name').fill('Water the beans');
    await page.getByLabel('Description').fill('Two cans each');
    await page.getByLabel('Priority', { exact: true }).selectOption('Priority 3');
    await page.getByLabel('Add a label').fill('evening');
    await page.keyboard.press('Enter');
    await page.getByLabel('Project', { exact: true }).selectOption('Inbox');
    await seen(page.getByText('Moved to Inbox'));
    const address = page.url();
    await goTo(page, 'about:blank');
    await goTo(page, address);
    await seen(page.getByRole('button', { name: 'Remove label evening' }));
    expect(await page.getByLabel('Task name').inputValue()).toBe('Water the beans');
    expect(await page.getByLabel('Description').inputValue()).toBe('Two cans each');
    expect(await page.getByLabel('Priority', { exact: true }).inputValue()).toBe('2');
    await page.keyboard.press('Escape');
    await seen(page.getByRole('heading', { level: 1, name: 'Inbox' }));
    await seen(task(page, 'Water the beans'));
  });
});
