import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { confirmAddress } from '#testing/mail.js';
import { aContext, aGarden, aVisit, gone, launch, seen, task, tasksIn } from './page.js';
import { reload } from './reload.js';

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

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

const untilSections = (page: Page, ...names: string[]): Promise<void> =>
  eventually(async () => expect(await page.locator('main [data-drop-section] h2').allTextContents()).toEqual(names));

describe('sections', () => {
  it('are added one after another, and take tasks', async () => {
    const { page } = await aGarden(context);
    await page.getByRole('button', { name: 'Add section' }).click();
    const name = page.getByLabel('Name of the section');
    await name.fill('Compost');
    await name.press('Enter');
    await seen(page.getByRole('region', { name: 'Compost' }));
    await eventually(async () => expect(await name.inputValue()).toBe(''));
    await name.fill('Shed');
    await name.press('Enter');
    await seen(page.getByRole('region', { name: 'Shed' }));
    await name.press('Escape');
    await page.getByRole('button', { name: 'Add task to Compost' }).click();
    await page.getByLabel('Task name').fill('Turn it');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await tasksIn(page, 'Compost')).toEqual(['Turn it']));
    await reload(page);
    await untilSections(page, 'Beds3', 'To buy1', 'Compost1', 'Shed');
  });

  it('are renamed, put elsewhere and deleted with the tasks in them', async () => {
    const { page } = await aGarden(context);
    await choose(page, 'Beds', 'Rename section');
    await page.getByRole('dialog').getByLabel('Name').fill('Raised beds');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('region', { name: 'Raised beds' }));
    await choose(page, 'Raised beds', 'Move section down');
    await untilSections(page, 'To buy1', 'Raised beds3');
    await choose(page, 'To buy', 'Delete section');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete section' }).click();
    await gone(task(page, 'Seeds'));
    await reload(page);
    await untilSections(page, 'Raised beds3');
    expect(await task(page, 'Seeds').count()).toBe(0);
  });

  it('come back when their deletion is refused', async () => {
    const { page } = await aGarden(context);
    await context.route('**/api/v1/sections/*', (route) => route.abort('connectionrefused'));
    await choose(page, 'Beds', 'Delete section');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete section' }).click();
    await seen(page.getByText('“Beds” was not deleted.'));
    await seen(page.getByRole('region', { name: 'Beds' }));
  });

  it('are chosen in the details of a task', async () => {
    const { page } = await aGarden(context);
    await task(page, 'Seeds').click();
    await page.getByLabel('Section', { exact: true }).selectOption('Beds');
    await page.keyboard.press('Escape');
    await eventually(async () =>
      expect(await tasksIn(page, 'Beds')).toEqual(['Dig the beds', 'Borrow a spade', 'Sow lettuce', 'Seeds']),
    );
  });
});

describe('a board', () => {
  it('has a column for each section, and is remembered', async () => {
    const { page } = await aGarden(context);
    await page.getByRole('button', { name: 'Show as board' }).click();
    await seen(page.getByRole('button', { name: 'Show as list' }));
    await untilSections(page, 'No section', 'Beds', 'To buy');
    const [beds, shop] = await Promise.all(
      ['Beds', 'To buy'].map((name) => page.getByRole('region', { name }).boundingBox()),
    );
    expect(shop!.x).toBeGreaterThan(beds!.x + beds!.width);
    await reload(page);
    await seen(page.getByRole('button', { name: 'Show as list' }));
    await page.getByRole('button', { name: 'Add task to To buy' }).click();
    await page.getByLabel('Task name').fill('String');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await tasksIn(page, 'To buy')).toEqual(['Seeds', 'String']));
    await page.getByRole('button', { name: 'Show as list' }).click();
    await seen(page.getByRole('button', { name: 'Show as board' }));
  });
});

describe('what was completed in a project', () => {
  it('is shown when asked for, and opened again', async () => {
    const { page } = await aGarden(context);
    await page.getByRole('button', { name: 'Show completed' }).click();
    await seen(page.getByText('Nothing in the last 90 days.'));
    await page.getByRole('checkbox', { name: 'Complete Seeds' }).click();
    const completed = page.getByRole('list', { name: 'Completed tasks' });
    await seen(completed.getByRole('link', { name: 'Seeds' }));
    await page.getByRole('button', { name: 'Reopen Seeds' }).click();
    await eventually(async () => expect(await tasksIn(page, 'To buy')).toEqual(['Seeds']));
    await gone(completed);
  });
});

describe('a project that somebody else lets one only read', () => {
  it('offers nothing that would be refused', async () => {
    const { page, http, projectId } = await aGarden(context);
    const other = await aContext(browser);
    const { page: theirs, http: reader, person } = await aVisit(other);
    await http.post(`/api/v1/projects/${projectId}/invitations`, { email: person.email, role: 'viewer' });
    await confirmAddress(reader, person.email);
    await eventually(async () => {
      const { body } = await reader.get<{ results: { id: string }[] }>('/api/v1/invitations');
      expect((await reader.post(`/api/v1/invitations/${body.results[0].id}/accept`, {})).status).toBe(200);
    });
    await theirs.goto(`/project/${projectId}`);
    await seen(task(theirs, 'Seeds'));
    for (const name of ['Add section', 'Show as board', 'More actions for Beds', 'Add task to Beds']) {
      expect(await theirs.getByRole('button', { name }).count()).toBe(0);
      expect(await page.getByRole('button', { name }).count()).toBe(1);
    }
    await other.close();
  });
});
