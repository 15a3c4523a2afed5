import { describe, expect } from '@jest/globals';
import type { Task } from '@doist/todoist-sdk';
import { aClient, all, calls, type Client, refusal } from './calls.js';

const ever = { since: '2020-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' };

async function completed({ api }: Client, args: Parameters<typeof api.addTask>[0]): Promise<Task> {
  const task = await api.addTask(args);
  await api.closeTask(task.id);
  return task;
}

const contents = (tasks: { content: string }[]): string[] => tasks.map(({ content }) => content);

type Items = Promise<{ items: Task[]; nextCursor: string | null }>;
const results = async (items: Items): Promise<{ results: Task[]; nextCursor: string | null }> => {
  const { items: found, nextCursor } = await items;
  return { results: found, nextCursor };
};

describe('completed tasks', () => {
  calls('getCompletedTasksByCompletionDate', 'lists them newest first, page by page', async () => {
    const client = await aClient();
    for (const content of ['One', 'Two', 'Three']) await completed(client, { content });
    await client.api.addTask({ content: 'Open' });
    const found = await all((page) => results(client.api.getCompletedTasksByCompletionDate({ ...ever, ...page })));
    expect(contents(found)).toEqual(['Three', 'Two', 'One']);
    expect(found[0]).toMatchObject({ checked: true, completedAt: expect.any(Date) as unknown as Date });
  });

  calls('searchCompletedTasks', 'finds those that have some text, page by page', async () => {
    const client = await aClient();
    for (const content of ['Water the tomatoes', 'Sow', 'Tomato soup']) await completed(client, { content });
    await completed(client, { content: 'Shop', description: 'tomatoes, basil' });
    await client.api.addTask({ content: 'Eat tomatoes' });
    const found = await all((page) => results(client.api.searchCompletedTasks({ query: 'tomato', ...page })));
    expect(contents(found)).toEqual(['Shop', 'Tomato soup', 'Water the tomatoes']);
    expect((await client.api.searchCompletedTasks({ query: '100%' })).items).toEqual([]);
    expect((await (await aClient()).api.searchCompletedTasks({ query: 'tomato' })).items).toEqual([]);
    expect(await refusal(client.api.searchCompletedTasks({ query: '' }))).toMatchObject({ status: 400 });
  });

  calls('getCompletedTasksByCompletionDate', 'narrows by time, project, section and parent', async () => {
    const client = await aClient();
    const { api } = client;
    const project = await api.addProject({ name: 'Narrow' });
    const section = await api.addSection({ name: 'Part', projectId: project.id });
    const parent = await api.addTask({ content: 'Parent', sectionId: section.id });
    await completed(client, { content: 'Child', parentId: parent.id });
    await completed(client, { content: 'Loose', projectId: project.id });
    await completed(client, { content: 'Elsewhere' });
    const found = async (args: object): Promise<string[]> => {
      const none = { workspaceId: null, filterQuery: null, filterLang: null, publicKey: null };
      return contents((await api.getCompletedTasksByCompletionDate({ ...ever, ...none, ...args })).items);
    };
    expect(await found({ projectId: project.id })).toEqual(['Loose', 'Child']);
    expect(await found({ sectionId: section.id })).toEqual(['Child']);
    expect(await found({ parentId: parent.id })).toEqual(['Child']);
    expect(await found({ until: '2021-01-01' })).toEqual([]);
    expect(await found({ filterQuery: '#Narrow & no labels & subtask', filterLang: 'en' })).toEqual(['Child']);
    const today = new Date().toISOString();
    expect((await found({ since: today.slice(0, 10), until: '2039-12-31' })).length).toBeGreaterThan(0);
  });

  calls(
    'getCompletedTasksByCompletionDate',
    'has what recurs once for each time, and loses what is reopened',
    async () => {
      const client = await aClient();
      const { api } = client;
      const rent = await api.addTask({ content: 'Rent', dueString: 'every month starting 31 january 2040' });
      await api.closeTask(rent.id);
      await api.closeTask(rent.id);
      const once = await completed(client, { content: 'Once' });
      await api.reopenTask(once.id);
      const { items } = await api.getCompletedTasksByCompletionDate(ever);
      expect(items.map(({ id, due }) => [id, due?.date, due?.isRecurring])).toEqual([
        [rent.id, '2040-02-29', true],
        [rent.id, '2040-01-31', true],
      ]);
    },
  );

  calls('getCompletedTasksByCompletionDate', 'says what is wrong', async () => {
    const { api } = await aClient();
    const code = async (args: object): Promise<string | undefined> =>
      (await refusal(api.getCompletedTasksByCompletionDate({ ...ever, ...args })))?.code;
    expect(await code({ since: 'yesterday' })).toBe('request.invalid');
    expect(await code({ since: '2026-02-30' })).toBe('task.no_such_date');
    expect(await code({ projectId: '019a2f6c-0000-7000-8000-000000000001' })).toBe('project.not_found');
  });

  calls('getCompletedTasksByDueDate', 'lists by when they were due, both ends included', async () => {
    const client = await aClient();
    const { api } = client;
    const project = await api.addProject({ name: 'Due' });
    for (const dueDate of ['2030-04-30', '2030-05-01', '2030-05-31', '2030-06-01']) {
      await completed(client, { content: dueDate, dueDate, projectId: project.id });
    }
    await completed(client, { content: 'timed', dueDatetime: '2030-05-31T23:30:00' });
    await completed(client, { content: 'never due' });
    const may = { since: '2030-05-01', until: '2030-05-31', workspaceId: null, filterQuery: null, filterLang: null };
    const found = await all((page) => results(api.getCompletedTasksByDueDate({ ...may, ...page })));
    expect(contents(found)).toEqual(['timed', '2030-05-31', '2030-05-01']);
    const inProject = { projectId: project.id, sectionId: null, parentId: null };
    expect((await api.getCompletedTasksByDueDate({ ...may, ...inProject })).items.length).toBe(2);
  });

  calls('getAllCompletedTasks', 'answers them with their projects and sections', async () => {
    const client = await aClient();
    const { api } = client;
    const project = await api.addProject({ name: 'All' });
    const section = await api.addSection({ name: 'Part', projectId: project.id });
    for (const content of ['One', 'Two', 'Three']) await completed(client, { content, sectionId: section.id });
    await completed(client, { content: 'Labelled', labels: ['late'] });
    const every = await api.getAllCompletedTasks({ annotateNotes: true, annotateItems: true });
    expect(contents(every.items)).toEqual(['Labelled', 'Three', 'Two', 'One']);
    const page = await api.getAllCompletedTasks({ projectId: project.id, limit: 1, offset: 1 });
    expect(contents(page.items)).toEqual(['Two']);
    // the SDK turns the keys of what it is answered into camel case, ids among them
    expect(Object.values(page.projects)).toEqual([expect.objectContaining({ id: project.id, name: 'All' })]);
    expect(Object.values(page.sections)).toEqual([expect.objectContaining({ id: section.id, name: 'Part' })]);
    expect(contents((await api.getAllCompletedTasks({ label: 'late' })).items)).toEqual(['Labelled']);
    const before = await api.getAllCompletedTasks({ since: new Date(0), until: new Date('2021-01-01') });
    expect(before.items).toEqual([]);
  });
});

describe('productivity', () => {
  calls('getProductivityStats', 'counts days, weeks, projects and streaks', async () => {
    const client = await aClient();
    const { api, person } = client;
    const project = await api.addProject({ name: 'Counted', color: 'teal' });
    for (const content of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await completed(client, { content, projectId: project.id });
    }
    const gone = await completed(client, { content: 'Gone' });
    await api.deleteTask(gone.id);
    const stats = await api.getProductivityStats();
    expect(stats).toMatchObject({ completedCount: 6, karma: 0 });
    expect(stats.daysItems.length).toBe(7);
    expect(stats.weekItems.length).toBe(4);
    const [today] = stats.daysItems;
    expect(today.totalCompleted).toBe(6);
    expect(today.items).toContainEqual({ id: project.id, completed: 5 });
    expect(stats.weekItems[0].totalCompleted).toBe(6);
    expect(Object.values(stats.projectColors)).toContain('teal');
    expect(stats.goals).toMatchObject({
      user: 'Sam Doe',
      userId: person.id,
      dailyGoal: 5,
      weeklyGoal: 25,
      currentDailyStreak: { count: 1, start: today.date, end: today.date },
      maxDailyStreak: { count: 1 },
      lastDailyStreak: { count: 0 },
      currentWeeklyStreak: { count: 0 },
      karmaDisabled: true,
      vacationMode: false,
    });
    expect(await api.getUser()).toMatchObject({ completedCount: 6, completedToday: 6 });
  });
});
