import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { accept, aContext, aGarden, aVisit, gone, launch, row, seen, startAdding, task } from './page.js';

let browser: Browser;
let owner: Page;
let guest: Page;
let projectId: string;

beforeAll(async () => {
  browser = await launch();
  const garden = await aGarden(await aContext(browser));
  const visit = await aVisit(await aContext(browser), 'Grace Hopper');
  ({ page: owner, projectId } = garden);
  ({ page: guest } = visit);
  const { email } = visit.person;
  await garden.http.post(`/api/v1/projects/${projectId}/invitations`, { email, role: 'editor' });
  await accept(visit.http);
  await owner.reload();
});

afterAll(() => browser.close());

describe('tasks', () => {
  it('are given to somebody in the project, whom everybody sees on them', async () => {
    await seen(owner.getByRole('button', { name: '2 people' }));
    await task(owner, 'Seeds').click();
    const dialog = owner.getByRole('dialog', { name: 'Seeds' });
    const assignee = dialog.getByLabel('Assignee');
    await seen(assignee);
    expect(await assignee.locator('option').allTextContents()).toEqual([
      'Nobody',
      'Ada Lovelace (you)',
      'Grace Hopper',
    ]);
    await assignee.selectOption('Grace Hopper');
    expect((await new AxeBuilder({ page: owner }).analyze()).violations).toEqual([]);
    await owner.keyboard.press('Escape');
    await seen(row(owner, 'Seeds').getByText('Assigned to Grace Hopper'));
    expect((await new AxeBuilder({ page: owner }).analyze()).violations).toEqual([]);

    await guest.goto(`/project/${projectId}`);
    await seen(row(guest, 'Seeds').getByText('Assigned to Grace Hopper'));
    await task(guest, 'Seeds').click();
    await guest.getByLabel('Assignee').selectOption('Nobody');
    await guest.keyboard.press('Escape');
    await gone(row(guest, 'Seeds').getByText('Assigned to Grace Hopper'));
  });

  it('are given to somebody by the words that they are written in', async () => {
    const name = await startAdding(owner);
    await name.fill('Mow +grace');
    await seen(owner.locator('form mark[data-kind=assignee]', { hasText: '+grace' }));
    await seen(owner.getByRole('button', { name: 'Leave “+grace” as text' }));
    expect(await owner.getByRole('status', { name: 'Understood' }).textContent()).toBe('Assignee: Grace Hopper');
    await name.press('Enter');
    await seen(row(owner, 'Mow').getByText('Assigned to Grace Hopper'));
    await owner.keyboard.press('Escape');
    await task(owner, 'Mow').click();
    await owner.getByLabel('Assignee').selectOption('Nobody');
    await owner.keyboard.press('Escape');
    await gone(row(owner, 'Mow').getByText('Assigned to Grace Hopper'));
  });

  it('are given to somebody several at once', async () => {
    await owner.goto(`/project/${projectId}`);
    for (const content of ['Water the tomatoes', 'Sow lettuce']) await task(owner, content).press('s');
    await owner.getByLabel('Assign to somebody').selectOption('Grace Hopper');
    await seen(owner.getByText('Assigned 2 tasks'));
    await seen(row(owner, 'Sow lettuce').getByText('Assigned to Grace Hopper'));
  });

  it('are given to nobody in a project that is not shared', async () => {
    await owner.goto('/inbox');
    await owner.getByRole('main').getByRole('button', { name: 'Add task' }).click();
    await owner.getByLabel('Task name').fill('Call the plumber');
    await owner.keyboard.press('Enter');
    await task(owner, 'Call the plumber').click();
    await seen(owner.getByRole('dialog').getByLabel('Priority'));
    expect(await owner.getByLabel('Assignee').count()).toBe(0);
    expect(await owner.getByRole('button', { name: /people$/ }).count()).toBe(0);
  });

  it('have a deadline beside their date', async () => {
    await owner.getByRole('button', { name: 'Deadline: No deadline' }).click();
    await owner.getByLabel('To be done by').fill('2039-05-06');
    await owner.keyboard.press('Enter');
    await seen(owner.getByRole('button', { name: 'Deadline: 6 May 2039' }));
    await owner.keyboard.press('Escape');
    await seen(row(owner, 'Call the plumber').getByText('6 May 2039'));
  });
});
