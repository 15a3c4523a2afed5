import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import type { Http } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';
import { accept, aContext, aGarden, aVisit, gone, launch, row, seen, task } from './page.js';

let browser: Browser;
/** Owns the garden. */
let owner: { page: Page; http: Http; projectId: string };
let guest: { page: Page; http: Http; id: string };

beforeAll(async () => {
  browser = await launch();
  owner = await aGarden(await aContext(browser));
  const { page, http, person } = await aVisit(await aContext(browser));
  guest = { page, http, id: person.id };
  await confirmAddress(http, person.email);
  await owner.http.post(`/api/v1/projects/${owner.projectId}/invitations`, { email: person.email, role: 'viewer' });
  await accept(guest.http);
});

afterAll(() => browser.close());

const become = async (role: string): Promise<void> => {
  await owner.http.post(`/api/v1/projects/${owner.projectId}/members/${guest.id}`, { role });
  await guest.page.goto(`/project/${owner.projectId}`);
  await seen(task(guest.page, 'Seeds'));
};

const actions = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: /^More actions for / });

describe('a viewer', () => {
  it('reads everything, and is offered nothing that changes it', async () => {
    await become('viewer');
    const { page } = guest;
    const main = page.getByRole('main');
    expect(await actions(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
      'More actions for Garden',
    ]);
    for (const name of [/^Add task/, 'Add section', 'Show as board']) {
      expect(await main.getByRole('button', { name }).count()).toBe(0);
    }
    expect(await page.getByRole('checkbox', { name: 'Complete Seeds' }).isDisabled()).toBe(true);
    await task(page, 'Seeds').press('x');
    await task(page, 'Seeds').press('e');
    await task(page, 'Seeds').press('Delete');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await task(page, 'Seeds').click();
    const dialog = page.getByRole('dialog', { name: 'Seeds' });
    await seen(dialog.getByText('Garden / To buy'));
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    for (const name of ['Delete task', 'Add subtask', 'Comment']) {
      expect(await dialog.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('is not offered the project as a place for new tasks', async () => {
    const { page } = guest;
    await page.keyboard.press('q');
    const places = page.getByRole('dialog', { name: 'Add task' }).getByLabel('Project', { exact: true });
    expect(await places.locator('option').allTextContents()).toEqual(['Inbox']);
    await page.keyboard.press('Escape');
  });
});

describe('a commenter', () => {
  it('completes and comments, and nothing else', async () => {
    await become('commenter');
    const { page } = guest;
    expect(await actions(page).count()).toBe(1);
    await page.getByRole('checkbox', { name: 'Complete Water the tomatoes' }).click();
    await gone(task(page, 'Water the tomatoes'));
    await task(page, 'Seeds').click();
    const dialog = page.getByRole('dialog', { name: 'Seeds' });
    await dialog.getByLabel('Comment', { exact: true }).fill('I have some leeft');
    await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
    await dialog.getByRole('button', { name: 'Edit comment' }).click();
    await dialog.getByLabel('Text of the comment').fill('I have some left');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seen(dialog.getByRole('paragraph').filter({ hasText: 'I have some left' }));
    expect(await dialog.getByLabel('Task name').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('is named to others, who may delete what they manage and change only what is their own', async () => {
    await owner.page.goto(`/project/${owner.projectId}`);
    await task(owner.page, 'Seeds').click();
    const comments = owner.page.getByRole('dialog').getByRole('region', { name: 'Comments' });
    await seen(comments.getByText('Ada Lovelace'));
    await seen(comments.getByRole('button', { name: 'Delete comment' }));
    expect(await comments.getByRole('button', { name: 'Edit comment' }).count()).toBe(0);
    await comments.getByRole('button', { name: 'React' }).click();
    await owner.page.getByRole('menuitem', { name: 'Heart' }).click();
    const reaction = comments.getByRole('button', { name: '❤️, 1' });
    await seen(reaction);
    expect(await reaction.getAttribute('aria-pressed')).toBe('true');
    expect((await new AxeBuilder({ page: owner.page }).analyze()).violations).toEqual([]);
    await reaction.click();
    await gone(reaction);
  });
});

describe('an editor', () => {
  it('changes tasks and sections, but not the project', async () => {
    await become('editor');
    const { page } = guest;
    await seen(page.getByRole('button', { name: 'More actions for Beds' }));
    await seen(page.getByRole('button', { name: 'Add section' }));
    expect(await page.getByRole('button', { name: 'Show as board' }).count()).toBe(0);
    await task(page, 'Seeds').press('e');
    await page.getByLabel('Task name').fill('Seeds and bulbs');
    await page.keyboard.press('Enter');
    await seen(task(page, 'Seeds and bulbs'));
  });
});

describe('somebody with whom a single task is shared', () => {
  beforeAll(async () => {
    const { body } = await owner.http.post<{ id: string }>('/api/v1/tasks', {
      content: 'Feed the cat',
      due_string: 'today',
    });
    const { email } = (await guest.http.get<{ email: string }>('/api/v1/user')).body;
    await owner.http.post(`/api/v1/tasks/${body.id}/invitations`, { email, role: 'commenter' });
    await accept(guest.http);
  });

  it('may what their role on the task allows', async () => {
    await guest.page.goto('/today');
    const shared = row(guest.page, 'Feed the cat');
    await eventually(async () => {
      expect(await shared.getByRole('checkbox').isDisabled()).toBe(false);
      expect(await actions(guest.page).count()).toBe(0);
    });
    await shared.getByRole('checkbox').click();
    await gone(task(guest.page, 'Feed the cat'));
  });
});
