import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aContext, aFullVisit, aGarden, aVisit, launch, row, seen, startAdding, task } from './page.js';
import { goTo, reload } from './reload.js';

const phone = { width: 360, height: 740 };

/** Colours are the same on a phone as elsewhere, and all else is the same in dark: two looks show all of it. */
const looks = {
  'in light': { colorScheme: 'light', size: { width: 1280, height: 860 } },
  'in dark, on a phone': { colorScheme: 'dark', size: phone },
} as const;

jest.setTimeout(120_000);

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

/** What is wrong with a page in every look. */
async function complaints(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const [name, { colorScheme, size }] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    all.push(...(await complaintsNow(page)).map((complaint) => `${name}: ${complaint}`));
  }
  await page.setViewportSize(looks['in light'].size);
  return all;
}

/** What axe objects to (WCAG 2.2 A and AA, and its best practices), and whether the page can be pushed sideways. */
async function complaintsNow(page: Page): Promise<string[]> {
  // one that is cancelled, because its element goes, is over as well
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  // there are no frames, for which it would open another page each time
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    ),
    ...(wide > 0 ? [`scrolls sideways by ${wide} px`] : []),
  ];
}

describe('every screen can be used by everybody', () => {
  let context: BrowserContext;

  beforeEach(async () => {
    context = await aContext(browser);
  });

  afterEach(() => context.close());

  it('at the door, with and without problems', async () => {
    const page = await context.newPage();
    await goTo(page, '/');
    await seen(page.getByRole('button', { name: 'Sign in' }));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/signup');
    await page.getByRole('button', { name: 'Create account' }).click();
    await seen(page.getByText('Use at least 8 characters.'));
    expect(await complaints(page)).toEqual([]);
  });

  it('where an app asks to be let in, and where it is listed', async () => {
    const { page, http } = await aVisit(context);
    const wanted = { name: 'Bridge', redirect_uris: ['https://bridge.example.org/callback'] };
    const { body: app } = await http.post<{ id: string }>('/api/v1/oauth/apps', wanted);
    await goTo(page, '/security');
    await seen(page.getByRole('button', { name: 'Delete Bridge' }));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, `/oauth/authorize?client_id=${app.id}&scope=data:read`);
    await seen(page.getByRole('button', { name: 'Allow', exact: true }));
    expect(await complaints(page)).toEqual([]);
  });

  it('in empty views', async () => {
    const { page } = await aVisit(context);
    for (const path of [
      '/today',
      '/inbox',
      '/upcoming',
      '/labels',
      '/label/none',
      '/archive',
      '/settings/transfer',
      '/nowhere',
    ]) {
      await goTo(page, path);
      await seen(page.getByRole('heading', { level: 1 }));
      await page.waitForLoadState('networkidle');
      expect(await complaints(page)).toEqual([]);
    }
  });

  it('in full views, with the form, the date and a menu open', async () => {
    const { page, projectId } = await aFullVisit(context);
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/upcoming');
    await seen(task(page, 'Borrow a spade'));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, `/project/${projectId}`);
    await seen(task(page, 'Dig the beds'));
    expect(await complaints(page)).toEqual([]);
    const name = await startAdding(page);
    expect(await complaints(page)).toEqual([]);
    await name.fill('Sow lettuce tomorrow 9am every month #Garden @outside p1 {2030-01-07} // by the wall');
    await seen(page.getByRole('button', { name: 'Leave “p1” as text' }));
    expect(await complaints(page)).toEqual([]);
    await name.fill('');
    await page.getByRole('button', { name: 'Due date: No date' }).click();
    await seen(page.getByRole('dialog', { name: 'Due date' }));
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More actions for Garden' }).click();
    expect(await complaints(page)).toEqual([]);
  });

  it('in sections, as a list and as a board, with their menus and forms', async () => {
    const { page, projectId, http } = await aGarden(context);
    await http.post('/api/v1/projects', { name: 'Greenhouse', parent_id: projectId });
    await reload(page);
    await page.getByRole('button', { name: 'Add section' }).click();
    await seen(page.getByLabel('Name of the section'));
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fold the subtasks of “Dig the beds”' }).click();
    await page.getByRole('button', { name: 'Fold the tasks in “To buy”' }).click();
    await seen(page.getByRole('button', { name: 'Show the tasks in “To buy”' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'Complete Ask about the hose' }).click();
    await page.getByRole('button', { name: 'Show completed' }).click();
    await seen(page.getByRole('button', { name: 'Reopen Ask about the hose' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show as board' }).click();
    await seen(page.getByRole('button', { name: 'Show as list' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add task', exact: true }).last().click();
    await seen(page.getByLabel('Task name'));
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More actions for Beds' }).click();
    await seen(page.getByRole('menuitem', { name: 'Rename section' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Rename section' }).click();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More actions for Garden' }).click();
    await page.getByRole('menuitem', { name: 'Move under another' }).click();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const held = (await row(page, 'Seeds').boundingBox())!;
    await page.mouse.move(held.x + 60, held.y + 20);
    await page.mouse.down();
    await page.mouse.move(held.x + 80, held.y + 30, { steps: 3 });
    expect(await complaints(page)).toEqual([]);
    await page.mouse.up();
  });

  it('in labels and their tasks', async () => {
    const { page, http } = await aFullVisit(context);
    await http.post('/api/v1/labels', { name: 'town', color: 'orange' });
    await goTo(page, '/labels');
    await seen(page.getByRole('link', { name: 'outside' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: 'More actions for town' }).click();
    await page.getByRole('menuitem', { name: 'Rename or recolour' }).click();
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/label/outside');
    await seen(task(page, 'Water the tomatoes'));
    expect(await complaints(page)).toEqual([]);
  });

  it('in what was deleted, done and completed', async () => {
    const { page, http, projectId } = await aFullVisit(context);
    const { body } = await http.post<{ id: string }>('/api/v1/tasks', { content: 'Rake', project_id: projectId });
    await http.post(`/api/v1/tasks/${body.id}`, { content: 'Rake the leaves', priority: 4 });
    await http.post(`/api/v1/tasks/${body.id}/close`);
    await http.post('/api/v1/user', { daily_goal: 3 });
    await goTo(page, '/settings');
    await seen(page.getByLabel('Time zone'));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/security');
    await seen(page.getByRole('heading', { name: 'Passkeys' }));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/productivity');
    await seen(page.getByText('goal: 3'));
    expect(await complaints(page)).toEqual([]);
    await goTo(page, '/activity');
    await seen(page.getByText('Priority 1'));
    expect(await complaints(page)).toEqual([]);
    await http.delete(`/api/v1/tasks/${body.id}`);
    await goTo(page, '/trash');
    await page.getByRole('button', { name: 'Delete Rake the leaves for good' }).click();
    await seen(page.getByRole('dialog'));
    expect(await complaints(page)).toEqual([]);
  });

  it('in the history of what recurs', async () => {
    const { page, http } = await aVisit(context);
    const { body } = await http.post<{ id: string }>('/api/v1/tasks', { content: 'Rake', due_string: 'every day' });
    await http.post(`/api/v1/tasks/${body.id}/close`);
    await goTo(page, `/task/${body.id}`);
    await seen(page.getByRole('list', { name: 'Completed' }));
    expect(await complaints(page)).toEqual([]);
  });

  it('in filters, with a query that cannot be read', async () => {
    const { page, http } = await aFullVisit(context);
    const { body } = await http.post<{ id: string }>('/api/v1/filters', { name: 'Soon', query: 'overdue, 7 days, p4' });
    await goTo(page, `/filter/${body.id}`);
    await seen(task(page, 'Borrow a spade'));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: 'More actions for Soon' }).click();
    await page.getByRole('menuitem', { name: 'Edit filter' }).click();
    await page.getByLabel('Query').fill('overdue, 7 days & soon');
    await seen(page.getByText('This should be a condition'));
    expect(await complaints(page)).toEqual([]);
  });

  it('in dialogs and messages', async () => {
    const { page } = await aFullVisit(context);
    await page.getByRole('checkbox', { name: 'Complete Return the library books, priority 2' }).click();
    await seen(page.getByText('Completed “Return the library books”'));
    expect(await complaints(page)).toEqual([]);
    await task(page, 'Water the tomatoes').click();
    await page.getByLabel('Comment', { exact: true }).fill('Done on Monday');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await seen(page.getByRole('button', { name: 'Delete comment' }));
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete task' }).click();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await seen(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    expect(await complaints(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  it('finds lists and a new project in the drawer, which closes once something is chosen', async () => {
    const context = await aContext(browser, phone);
    const { page } = await aFullVisit(context);
    await page.getByRole('button', { name: 'Menu' }).click();
    const drawer = page.getByRole('dialog', { name: 'Menu' });
    await seen(drawer);
    expect(await complaintsNow(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Add project' }).click();
    await seen(page.getByRole('dialog', { name: 'New project' }));
    expect(await complaintsNow(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.getByRole('link', { name: /^Garden/ }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Garden' }));
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });
});
