import { beforeAll, describe, expect } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { Http } from '#testing/http.js';
import { aClient, baseUrl, calls, type Client, refusal, withFiles } from './calls.js';

let client: Client;

beforeAll(async () => {
  client = await aClient();
});

describe('the account', () => {
  calls('getUser', 'tells who is signed in, with every field', async () => {
    const { id, email } = client.person;
    expect(await client.api.getUser()).toMatchObject({
      id,
      email,
      fullName: 'Sam Doe',
      inboxProjectId: id,
      tzInfo: { timezone: 'Europe/Madrid' },
      lang: 'en',
      isPremium: false,
      dailyGoal: 5,
      weeklyGoal: 25,
      completedCount: 0,
      completedToday: 0,
      daysOff: [6, 7],
    });
  });

  calls('getUser', 'shows what was changed', async () => {
    const { api, person } = await aClient();
    const http = Http.stack(person.token);
    const settings = {
      date_format: 1,
      time_format: 1,
      start_day: 7,
      next_week: 2,
      weekend_start_day: 5,
      start_page: 'inbox',
    };
    const goals = { daily_goal: 3, weekly_goal: 10, days_off: [7] };
    const named = { full_name: 'Sam D.', timezone: 'Asia/Kolkata' };
    expect((await http.post('/api/v1/user', { ...settings, ...goals, ...named })).status).toBe(200);
    expect((await http.post('/api/v1/user', { daily_goal: 4 })).status).toBe(200);
    expect(await api.getUser()).toMatchObject({
      dateFormat: 1,
      timeFormat: 1,
      startDay: 7,
      nextWeek: 2,
      weekendStartDay: 5,
      startPage: 'inbox',
      dailyGoal: 4,
      weeklyGoal: 10,
      daysOff: [7],
      fullName: 'Sam D.',
      tzInfo: { timezone: 'Asia/Kolkata' },
    });
  });

  calls('getUser', 'works with a personal token, and refuses a wrong one', async () => {
    const { person } = client;
    const { body } = await Http.stack(person.token).post<{ token: string }>('/api/v1/tokens', { name: 'sdk' });
    expect((await new TodoistApi(body.token, { baseUrl }).getUser()).id).toBe(person.id);
    expect(await refusal(new TodoistApi('wrong', { baseUrl }).getUser())).toMatchObject({ status: 401 });
  });
});

describe('backups', () => {
  calls('getBackups', 'lists one that is made as it is downloaded', async () => {
    expect(await withFiles(client).getBackups()).toEqual([
      { version: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), url: expect.stringContaining('/backups/') },
    ]);
  });

  calls('downloadBackup', 'answers everything, a thing a line', async () => {
    await withFiles(client).addProject({ name: 'Move: "House"' });
    const [{ url } = { url: '' }] = await withFiles(client).getBackups();
    const lines = (await (await withFiles(client).downloadBackup({ file: url })).text()).trim().split('\n');
    const things = lines.map((line) => JSON.parse(line) as { kind: string; lines?: number; name?: string });
    expect(things[0]).toMatchObject({ kind: 'errand_backup', version: 1 });
    expect(things.at(-1)).toEqual({ kind: 'end', lines: lines.length });
    expect(things).toContainEqual(expect.objectContaining({ kind: 'project', name: 'Move: "House"' }));
    await expect(withFiles(client).downloadBackup({ file: 'https://a.test/other' })).rejects.toThrow('404');
  });
});
