import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { confirmAddress } from '#testing/mail.js';
import { aContext, aFullVisit, aVisit, gone, launch, row, seen, task } from './page.js';
import { reload } from './reload.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

const complaints = async (page: Page): Promise<string[]> => {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

describe('sharing', () => {
  it('invites somebody, who sees nothing before accepting, works along, and is removed again', async () => {
    const [ownersContext, guestsContext] = [await aContext(browser), await aContext(browser)];
    const { page: owner, projectId } = await aFullVisit(ownersContext);
    const { page: guest, person, http } = await aVisit(guestsContext);
    await confirmAddress(http, person.email);

    await owner.goto(`/project/${projectId}`);
    await owner.getByRole('button', { name: 'More actions for Garden' }).click();
    await owner.getByRole('menuitem', { name: 'Share' }).click();
    const dialog = owner.getByRole('dialog', { name: 'Share “Garden”' });
    await dialog.getByLabel('Invite by e-mail').fill('nobody');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await seen(dialog.getByText('Enter an e-mail address.'));
    await dialog.getByLabel('Invite by e-mail').fill(person.email);
    await dialog.getByRole('textbox', { name: 'Message' }).fill('The tomatoes want you');
    await dialog.getByLabel('Role of the invited').selectOption('Commenter');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await seen(dialog.getByRole('button', { name: `Revoke the invitation of ${person.email}` }));
    expect(await complaints(owner)).toEqual([]);

    await eventually(async () => {
      const { body } = await http.get<{ results: unknown[] }>('/api/v1/invitations');
      expect(body.results).toHaveLength(1);
    });
    await reload(guest);
    await seen(guest.getByText('Ada Lovelace invites you as commenter'));
    await seen(guest.getByText('The tomatoes want you'));
    expect(await guest.getByRole('link', { name: /^Garden/ }).count()).toBe(0);
    expect(await complaints(guest)).toEqual([]);
    await guest.getByRole('button', { name: 'Accept the invitation to Garden' }).click();
    await guest.getByRole('link', { name: /^Garden/ }).click();
    await seen(task(guest, 'Dig the beds'));
    await gone(guest.getByText('Ada Lovelace invites you as commenter'));
    await row(guest, 'Return the library books').getByRole('checkbox').click();
    await gone(task(guest, 'Return the library books'));
    await guest.getByRole('button', { name: 'More actions for Garden' }).click();
    expect(await guest.getByRole('menuitem').allTextContents()).toEqual(['People', 'Activity']);

    await reload(owner);
    await gone(task(owner, 'Return the library books'));
    await owner.getByRole('button', { name: 'More actions for Garden' }).click();
    await owner.getByRole('menuitem', { name: 'Share' }).click();
    const people = owner.getByRole('list', { name: 'People' });
    await people.getByLabel('Role of Ada Lovelace').selectOption('Editor');
    await people.getByRole('button', { name: 'Remove Ada Lovelace' }).click();
    await gone(people.getByText(person.email));
    await reload(guest);
    await seen(guest.getByText('This path leads nowhere'));
    await ownersContext.close();
    await guestsContext.close();
  });

  it('shares a task alone, which is listed by itself until its guest leaves', async () => {
    const [ownersContext, guestsContext] = [await aContext(browser), await aContext(browser)];
    const { page: owner, projectId, http: ofOwner } = await aFullVisit(ownersContext);
    const { page: guest, person, http } = await aVisit(guestsContext, 'Grace Hopper');
    await confirmAddress(http, person.email);
    const { body: tasks } = await ofOwner.get<{ results: { id: string; content: string }[] }>('/api/v1/tasks');
    const { id: task_id } = tasks.results.find(({ content }) => content === 'Dig the beds')!;
    await ofOwner.post('/api/v1/comments', { task_id, content: 'Mind the worms' });
    const { body: ada } = await ofOwner.get<{ id: string }>('/api/v1/user');
    await ofOwner.post(`/api/v1/tasks/${task_id}`, { assignee_id: ada.id });

    await owner.goto(`/project/${projectId}`);
    await task(owner, 'Dig the beds').click();
    await owner.getByRole('button', { name: 'Share task' }).click();
    const dialog = owner.getByRole('dialog', { name: 'Share “Dig the beds”' });
    await seen(dialog.getByText('Nobody yet.'));
    await dialog.getByLabel('Invite by e-mail').fill(person.email);
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await seen(dialog.getByRole('button', { name: `Revoke the invitation of ${person.email}` }));
    expect(await complaints(owner)).toEqual([]);

    await eventually(async () => {
      const { body } = await http.get<{ results: unknown[] }>('/api/v1/invitations');
      expect(body.results).toHaveLength(1);
    });
    await guest.reload();
    await seen(guest.getByText('Ada Lovelace invites you to this task as editor'));
    await guest.getByRole('button', { name: 'Accept the invitation to Dig the beds' }).click();
    await guest.getByRole('button', { name: 'Show', exact: true }).click();
    const shown = guest.getByRole('dialog', { name: 'Dig the beds' });
    await seen(shown.getByRole('listitem').filter({ hasText: 'Mind the worms' }).getByText('Ada Lovelace'));
    await guest.keyboard.press('Escape');
    await guest.getByRole('link', { name: /^Shared with me/ }).click();
    await seen(task(guest, 'Borrow a spade'));
    await seen(row(guest, 'Dig the beds').getByText('Assigned to Ada Lovelace'));
    expect(await guest.getByRole('link', { name: /^Garden/ }).count()).toBe(0);

    await owner.reload();
    await owner.getByRole('button', { name: 'Share task' }).click();
    await seen(dialog.getByText('Grace Hopper'));
    await task(guest, 'Dig the beds').click();
    await guest.getByRole('dialog').getByRole('button', { name: 'People' }).click();
    await guest.getByRole('button', { name: 'Leave task' }).click();
    await gone(guest.getByRole('link', { name: /^Shared with me/ }));
    await seen(guest.getByText('Nothing is shared with you alone'));
    await gone(guest.getByRole('dialog'));
    await ownersContext.close();
    await guestsContext.close();
  });

  it('lets somebody decline', async () => {
    const [ownersContext, guestsContext] = [await aContext(browser), await aContext(browser)];
    const { http: owner, projectId } = await aFullVisit(ownersContext);
    const { page, person, http } = await aVisit(guestsContext);
    await confirmAddress(http, person.email);
    await owner.post(`/api/v1/projects/${projectId}/invitations`, { email: person.email, role: 'viewer' });
    await eventually(async () => {
      const { body } = await http.get<{ results: unknown[] }>('/api/v1/invitations');
      expect(body.results).toHaveLength(1);
    });
    await reload(page);
    await page.getByRole('button', { name: 'Decline the invitation to Garden' }).click();
    await gone(page.getByRole('heading', { name: 'Invitations' }));
    expect(await page.getByRole('link', { name: /^Garden/ }).count()).toBe(0);
    await ownersContext.close();
    await guestsContext.close();
  });
});
