import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aContext, aGarden, gone, launch, seen, task } from './page.js';
import { goTo } from './reload.js';

let browser: Browser;
let page: Page;
let projectId: string;

beforeAll(async () => {
  browser = await launch();
  ({ page, projectId } = await aGarden(await aContext(browser)));
});

afterAll(() => browser.close());

const complaints = async (): Promise<unknown[]> => (await new AxeBuilder({ page }).analyze()).violations;
const title = (name: string): Promise<void> => seen(page.getByRole('heading', { level: 1, name, exact: true }));
const choose = async (menu: string, item: string): Promise<void> => {
  await page
    .getByRole('main')
    .getByRole('button', { name: `More actions for ${menu}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};

describe('a section', () => {
  it('is put away with its tasks, read in the archive, and brought back', async () => {
    await choose('To buy', 'Archive section');
    await seen(page.getByText('Archived “To buy”'));
    await gone(task(page, 'Seeds'));
    await page.getByRole('link', { name: 'Archive', exact: true }).click();
    await seen(page.getByText('in Garden'));
    expect(await complaints()).toEqual([]);
    await page.getByRole('link', { name: 'To buy' }).click();
    await seen(task(page, 'Seeds'));
    expect(await page.getByRole('checkbox', { name: 'Complete Seeds' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Unarchive' }).click();
    await title('Garden');
    await seen(task(page, 'Seeds'));
  });
});

describe('a project', () => {
  it('is put away, and put back where that was a mistake', async () => {
    await choose('Garden', 'Archive');
    await title('Inbox');
    await gone(page.getByRole('link', { name: /^Garden/ }));
    await page.getByText('Archived “Garden”').locator('..').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: /^Garden/ }).click();
    await seen(task(page, 'Seeds'));
  });

  it('is read where it was, without anything that changes it, until it is brought back', async () => {
    await choose('Garden', 'Archive');
    await seen(page.getByText('Archived “Garden”'));
    await goTo(page, `/project/${projectId}`);
    await seen(page.getByText('Archived project, to be read only'));
    await seen(page.getByRole('region', { name: 'Beds' }));
    await seen(task(page, 'Borrow a spade'));
    const buttons = page.getByRole('main').getByRole('button');
    expect(
      await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent)),
    ).toEqual(['Unarchive', 'Fold the subtasks of “Dig the beds”']);
    expect(await complaints()).toEqual([]);
    await task(page, 'Seeds').click();
    const dialog = page.getByRole('dialog', { name: 'Seeds' });
    await seen(dialog.getByText('Seeds').first());
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Archive', exact: true }).click();
    await page.getByRole('button', { name: 'Unarchive Garden' }).click();
    await seen(page.getByText('Nothing was put away'));
    await page.getByRole('link', { name: /^Garden/ }).click();
    await seen(page.getByRole('main').getByRole('button', { name: 'Add task', exact: true }));
  });
});
