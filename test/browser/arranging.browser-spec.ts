import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { hold } from './hold.js';
import { aContext, aGarden, gone, launch, row, seen, task, tasksIn, untilIn } from './page.js';
import { goTo, reload } from './reload.js';

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

describe.each([
  ['a list', false],
  ['a board', true],
])('with the mouse, in %s', (_, board) => {
  const open = async (): Promise<Page> => {
    const { page } = await aGarden(context);
    if (board) await page.getByRole('button', { name: 'Show as board' }).click();
    return page;
  };

  it('drags a task before another one, into another section, and keeps that over a reload', async () => {
    const page = await open();
    await hold(page, 'Sow lettuce', { task: 'Dig the beds', edge: 'upper' });
    await page.mouse.up();
    await untilIn(page, 'Beds', 'Sow lettuce', 'Dig the beds', 'Borrow a spade');
    await hold(page, 'Seeds', { task: 'Sow lettuce', edge: 'lower' });
    await page.mouse.up();
    await untilIn(page, 'Beds', 'Sow lettuce', 'Seeds', 'Dig the beds', 'Borrow a spade');
    await seen(page.getByText('“Seeds” is number 2 of 3 in Beds.'));
    await reload(page);
    await untilIn(page, 'Beds', 'Sow lettuce', 'Seeds', 'Dig the beds', 'Borrow a spade');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('makes a subtask of what is dropped among subtasks', async () => {
    const page = await open();
    await hold(page, 'Seeds', { task: 'Dig the beds', edge: 'lower' });
    await page.mouse.up();
    await untilIn(page, 'Beds', 'Dig the beds', 'Seeds', 'Borrow a spade', 'Sow lettuce');
    expect(await row(page, 'Seeds').getAttribute('data-depth')).toBe('1');
  });

  it('puts a task under the one above by holding it further to the right, and out again to the left', async () => {
    const page = await open();
    await hold(page, 'Seeds', { task: 'Sow lettuce', edge: 'lower', further: 40 });
    await page.mouse.up();
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce', 'Seeds');
    await eventually(async () => expect(await row(page, 'Seeds').getAttribute('data-depth')).toBe('1'));
    await seen(page.getByText('“Seeds” is number 1 of 1 under “Sow lettuce”.'));
    await hold(page, 'Seeds', { task: 'Seeds', edge: 'lower', further: -40 });
    await page.mouse.up();
    await eventually(async () => expect(await row(page, 'Seeds').getAttribute('data-depth')).toBe('0'));
    await reload(page);
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce', 'Seeds');
    expect(await row(page, 'Seeds').getAttribute('data-depth')).toBe('0');
  });

  it('takes a task with its subtasks to another project', async () => {
    const page = await open();
    await hold(page, 'Dig the beds', { spot: page.getByRole('link', { name: /^Balcony/ }) });
    await page.mouse.up();
    await gone(task(page, 'Borrow a spade'));
    await page.getByRole('link', { name: /^Balcony/ }).click();
    await untilIn(page, 'Balcony', 'Dig the beds', 'Borrow a spade');
  });

  it('leaves everything as it was on Esc, and does not open what was held', async () => {
    const page = await open();
    await hold(page, 'Sow lettuce', { task: 'Dig the beds', edge: 'upper' });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await tasksIn(page, 'Beds')).toEqual(['Dig the beds', 'Borrow a spade', 'Sow lettuce']);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('in a view with an order of its own', () => {
  it('takes a task to another project', async () => {
    const { page, http, projectId } = await aGarden(context);
    await http.post('/api/v1/tasks', { content: 'Fetch manure', project_id: projectId, due_string: 'today' });
    await goTo(page, '/today');
    await hold(page, 'Fetch manure', { spot: page.getByRole('link', { name: /^Balcony/ }) });
    await page.mouse.up();
    await seen(row(page, 'Fetch manure').getByText('Balcony'));
  });
});

describe('with a finger', () => {
  it('drags a task that was pressed for a moment, where a mere stroke scrolls', async () => {
    const { page } = await aGarden(context);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const touch = async (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ): Promise<void> => {
      await cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
    const from = (await task(page, 'Sow lettuce').boundingBox())!;
    const to = (await row(page, 'Dig the beds').boundingBox())!;
    await touch('touchStart', { x: from.x + 10, y: from.y + 8 });
    await seen(page.locator('[class*=ghost]'));
    for (const part of [0.3, 0.6, 1]) {
      await touch('touchMove', { x: from.x + 12, y: from.y + (to.y + 3 - from.y) * part });
    }
    await touch('touchEnd');
    await untilIn(page, 'Beds', 'Sow lettuce', 'Dig the beds', 'Borrow a spade');
  });
});

describe('with the keyboard', () => {
  it('moves a task among its siblings and on into the next section, keeps the focus and says where it is', async () => {
    const { page } = await aGarden(context);
    await task(page, 'Water the tomatoes').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await untilIn(page, 'Garden', 'Ask about the hose', 'Water the tomatoes');
    await page.keyboard.press('Alt+ArrowDown');
    await untilIn(page, 'Beds', 'Water the tomatoes', 'Dig the beds', 'Borrow a spade', 'Sow lettuce');
    await seen(page.getByText('“Water the tomatoes” is number 1 of 3 in Beds.'));
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await untilIn(page, 'To buy', 'Seeds', 'Water the tomatoes');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Water the tomatoes');
    await seen(page.getByText('“Water the tomatoes” is number 2 of 2 in To buy.'));
    await reload(page);
    await untilIn(page, 'To buy', 'Seeds', 'Water the tomatoes');
  });

  it('puts a task under the one above and out again, and says so', async () => {
    const { page } = await aGarden(context);
    await task(page, 'Sow lettuce').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await eventually(async () => expect(await row(page, 'Sow lettuce').getAttribute('data-depth')).toBe('1'));
    await seen(page.getByText('“Sow lettuce” is number 2 of 2 under “Dig the beds”.'));
    await page.keyboard.press('Alt+ArrowLeft');
    await eventually(async () => expect(await row(page, 'Sow lettuce').getAttribute('data-depth')).toBe('0'));
    await seen(page.getByText('“Sow lettuce” is number 2 of 2 in Beds.'));
    await page.keyboard.press('Alt+ArrowLeft');
    await seen(page.getByText('“Sow lettuce” stays where it is.'));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sow lettuce');
  });

  it('moves a task to a section of another project, and takes that back', async () => {
    const { page } = await aGarden(context);
    await task(page, 'Dig the beds').press('m');
    const dialog = page.getByRole('dialog', { name: 'Move this task' });
    await dialog.getByLabel('Project').selectOption('Balcony');
    await dialog.getByRole('button', { name: 'Move' }).click();
    await gone(task(page, 'Borrow a spade'));
    await seen(page.getByText('Moved “Dig the beds”'));
    await page.keyboard.press('z');
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce');
  });

  it('moves one from its menu', async () => {
    const { page } = await aGarden(context);
    await row(page, 'Sow lettuce').hover();
    await page.getByRole('button', { name: 'More actions for Sow lettuce' }).click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    await untilIn(page, 'Beds', 'Sow lettuce', 'Dig the beds', 'Borrow a spade');
  });

  it('keeps the order of many moves that are on their way at once', async () => {
    const { page, http, projectId } = await aGarden(context);
    for (const content of ['one', 'two', 'three', 'four', 'five']) {
      await http.post('/api/v1/tasks', { content, project_id: projectId });
    }
    await reload(page);
    await context.route('**/api/v1/tasks/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await route.continue();
    });
    const moved = { count: 0 };
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.ok()) moved.count += 1;
    });
    await task(page, 'one').focus();
    for (let times = 0; times < 4; times++) await page.keyboard.press('Alt+ArrowDown');
    await task(page, 'five').focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press('Alt+ArrowUp');
    const order = ['Water the tomatoes', 'Ask about the hose', 'five', 'two', 'three', 'four', 'one'];
    await untilIn(page, 'Garden', ...order);
    await eventually(() => expect(moved.count).toBe(7));
    await reload(page);
    await untilIn(page, 'Garden', ...order);
  });
});

describe('when a move is refused', () => {
  it('puts the task back, says so, and tries again when asked', async () => {
    const { page } = await aGarden(context);
    await context.route('**/move', (route) => route.fulfill({ status: 503, body: '{}' }));
    await task(page, 'Sow lettuce').focus();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await seen(page.getByText('“Sow lettuce” was not moved.'));
    await untilIn(page, 'Beds', 'Dig the beds', 'Borrow a spade', 'Sow lettuce');
    await context.unrouteAll({ behavior: 'wait' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await untilIn(page, 'To buy', 'Seeds', 'Sow lettuce');
  });
});
