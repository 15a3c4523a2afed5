import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import type { Http } from '#testing/http.js';
import { aContext, aVisit, gone, launch, row, seen } from './page.js';
import { goTo, keepBack, reload } from './reload.js';

let browser: Browser;
let page: Page;
let http: Http;

beforeAll(async () => {
  browser = await launch();
  ({ page, http } = await aVisit(await aContext(browser)));
});

afterAll(() => browser.close());

const untilUser = (wanted: object): Promise<void> =>
  eventually(async () => expect((await http.get('/api/v1/user')).body).toMatchObject(wanted));

describe('the settings', () => {
  it('are found in the account menu, and saved as they are chosen', async () => {
    await page.getByRole('button', { name: /^Ada / }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ada King');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('button', { name: 'Ada King' }));
    await page.getByLabel('Time zone').selectOption('America/New_York');
    await page.getByLabel('Week begins on').selectOption('Sunday');
    await page.getByLabel('“Next week” is the next').selectOption('Saturday');
    await page.getByLabel('Errand opens with').selectOption('Inbox');
    await page.getByRole('checkbox', { name: 'Wednesday' }).check();
    await untilUser({
      full_name: 'Ada King',
      tz_info: { timezone: 'America/New_York' },
      start_day: 7,
      next_week: 6,
      start_page: 'inbox',
    });
    await eventually(async () => {
      const { body } = await http.get<{ days_off: number[] }>('/api/v1/user');
      expect(body.days_off).toContain(3);
    });
    await reload(page);
    expect(await page.getByLabel('Time zone').inputValue()).toBe('America/New_York');
    expect(await page.getByRole('checkbox', { name: 'Wednesday' }).isChecked()).toBe(true);
  });

  it('are told to have failed when the server refuses them, and go back', async () => {
    await page.route('**/api/v1/user', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 503, body: '{}' }) : route.continue(),
    );
    await page.getByLabel('Week begins on').selectOption('Friday');
    await seen(page.getByText('Not saved.'));
    await eventually(async () => expect(await page.getByLabel('Week begins on').inputValue()).toBe('7'));
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('decide how dates and times are written, and what opens first', async () => {
    await http.post('/api/v1/tasks', { content: 'Catch the train', due_datetime: '2031-03-09T21:05:00' });
    await page.getByLabel('Dates', { exact: true }).selectOption('December 31');
    await page.getByLabel('Times', { exact: true }).selectOption('9:00 PM');
    await untilUser({ date_format: 1, time_format: 1 });
    await goTo(page, '/');
    await seen(page.getByRole('heading', { level: 1, name: 'Inbox' }));
    await seen(row(page, 'Catch the train').getByText('Mar 9, 2031 9:05 PM'));
  });
});

describe('productivity', () => {
  it('counts what was completed against the goals', async () => {
    await goTo(page, '/settings');
    await page.getByLabel('Tasks a day').fill('2');
    await page.getByLabel('Tasks a week').fill('3');
    await page.keyboard.press('Enter');
    await untilUser({ daily_goal: 2, weekly_goal: 3 });
    for (const content of ['One', 'Two']) {
      const { body } = await http.post<{ id: string }>('/api/v1/tasks', { content });
      await http.post(`/api/v1/tasks/${body.id}/close`);
    }
    await page.getByRole('link', { name: 'Productivity' }).click();
    const days = page.getByRole('region', { name: 'Days' });
    await seen(days.getByText('goal: 2'));
    expect(await days.getByRole('listitem').first().textContent()).toBe('Today2 completed, goal reached');
    expect(await days.getByRole('listitem').nth(1).textContent()).toBe('Yesterday0 completed');
    expect(await page.getByRole('region', { name: 'Weeks' }).getByRole('listitem').first().textContent()).toMatch(
      /2 completed$/,
    );
    await seen(page.getByRole('definition').filter({ hasText: /^2$/ }));
  });

  it('goes on while it is looked at', async () => {
    await http.post('/api/v1/tasks', { content: 'Three' });
    await goTo(page, '/inbox');
    const send = await keepBack(page, '/api/v1/tasks/');
    await row(page, 'Three').getByRole('checkbox').click();
    await page.getByRole('link', { name: 'Productivity' }).click();
    const today = page.getByRole('region', { name: 'Days' }).getByRole('listitem').first();
    await seen(today.filter({ hasText: '2 completed' }));
    await send();
    await seen(today.filter({ hasText: '3 completed' }));
  });
});

describe('sounds and vacations', () => {
  it('are as the person likes', async () => {
    const context = await aContext(browser);
    const { page: desk, http: hers } = await aVisit(context);
    for (const content of ['Sing', 'Whisper']) await hers.post('/api/v1/tasks', { content, due_string: 'today' });
    await goTo(desk, '/today');
    await desk.evaluate(() => {
      const counted = { notes: 0 };
      const Tone = class extends OscillatorNode {
        override start(when?: number): void {
          counted.notes++;
          super.start(when);
        }
      };
      Object.assign(window, { counted, OscillatorNode: Tone });
    });
    const notes = (): Promise<number> =>
      desk.evaluate(() => (window as unknown as { counted: { notes: number } }).counted.notes);
    const complete = async (content: string): Promise<void> => {
      await desk.getByRole('checkbox', { name: `Complete ${content}` }).click();
      await gone(row(desk, content));
    };
    await complete('Sing');
    expect(await notes()).toBe(2);
    await desk.getByRole('button', { name: /^Ada / }).click();
    await desk.getByRole('menuitem', { name: 'Settings' }).click();
    await desk.getByRole('checkbox', { name: 'Completing sounds at the desk' }).uncheck();
    await desk.getByRole('checkbox', { name: /^On vacation/ }).check();
    await eventually(async () => {
      const { body } = await hers.get('/api/v1/user');
      const wanted = { completed_sound_desktop: false, completed_sound_mobile: true, vacation_mode: true };
      expect(body).toMatchObject(wanted);
    });
    await desk.getByRole('link', { name: /^Today/ }).click();
    await complete('Whisper');
    expect(await notes()).toBe(2);
    await context.close();
  });
});
