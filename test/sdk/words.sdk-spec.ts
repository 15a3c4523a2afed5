import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal } from './calls.js';

let api: Client['api'];
beforeAll(async () => void ({ api } = await aClient()));

describe('tasks in words', () => {
  calls('quickAddTask', 'reads a line, and adds a comment', async () => {
    const home = await api.addProject({ name: 'Home' });
    const bills = await api.addSection({ name: 'Bills', projectId: home.id });
    const { id } = await api.quickAddTask({
      text: 'Pay rent tomorrow 9am every month #Home /Bills @money p1',
      note: 'The new account',
      reminder: 'tomorrow at 8',
      autoReminder: true,
      meta: true,
    });
    expect(await api.getTask(id)).toMatchObject({
      content: 'Pay rent',
      projectId: home.id,
      sectionId: bills.id,
      labels: ['money'],
      priority: 4,
      due: { isRecurring: true },
    });
    expect((await api.getComments({ taskId: id })).results.map(({ content }) => content)).toEqual(['The new account']);
    expect(await api.quickAddTask({ text: 'Only a note', isUncompletable: true })).toMatchObject({
      isUncompletable: true,
    });
  });

  calls('getTasksByFilter', 'finds them by a query, page by page', async () => {
    const { api } = await aClient();
    for (const content of ['One', 'Two', 'Three']) await api.addTask({ content, priority: 4 });
    await api.addTask({ content: 'Another', labels: ['out'] });
    const found = await all((page) => api.getTasksByFilter({ query: 'p1', lang: 'en', ...page }));
    expect(found.map(({ content }) => content).sort()).toEqual(['One', 'Three', 'Two']);
    const { results } = await api.getTasksByFilter({ query: '@out | search: Tw*' });
    expect(results.map(({ content }) => content).sort()).toEqual(['Another', 'Two']);
    expect(await refusal(api.getTasksByFilter({ query: 'p1 &' }))).toEqual({ status: 400, code: 'filter.syntax' });
  });
});
