import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { aPerson, Http } from '#testing/http.js';

interface Filter {
  id: string;
  name: string;
  query: string;
  item_order: number;
}

let http: Http;
let api: TodoistApi;

beforeAll(async () => {
  const { token } = await aPerson(Http.stack(), { timezone: 'Europe/Madrid' });
  http = Http.stack(token);
  api = new TodoistApi(token, { baseUrl: process.env.ERRAND_URL ?? '' });
});

describe('filters, with the official SDK', () => {
  it('find tasks by project, label, date and priority, page by page', async () => {
    const garden = await api.addProject({ name: 'Garden & yard' });
    const beds = await api.addProject({ name: 'Beds', parentId: garden.id });
    const section = await api.addSection({ name: 'Spring', projectId: beds.id });
    await api.addTask({ content: 'Water', projectId: garden.id, labels: ['out'], dueString: 'today', priority: 4 });
    await api.addTask({ content: 'Weed', projectId: beds.id, labels: ['out'], dueString: 'tomorrow' });
    await api.addTask({ content: 'Sow', sectionId: section.id, deadlineDate: '2030-05-10' });
    const done = await api.addTask({ content: 'Done', projectId: garden.id, labels: ['out'] });
    await api.closeTask(done.id);
    const found = async (query: string): Promise<string[]> => {
      const names: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await api.getTasksByFilter({ query, lang: 'en', limit: 1, cursor });
        names.push(...page.results.map(({ content }) => content));
        cursor = page.nextCursor;
      } while (cursor);
      return names.sort();
    };
    expect(await found('#Garden \\& yard')).toEqual(['Water']);
    expect(await found('##garden* & !subtask')).toEqual(['Sow', 'Water', 'Weed']);
    expect(await found('@out & 2 days')).toEqual(['Water', 'Weed']);
    expect(await found('@out & !today')).toEqual(['Weed']);
    expect(await found('/Spring | p1')).toEqual(['Sow', 'Water']);
    expect(await found('deadline: 10 may 2030, tomorrow, @out')).toEqual(['Sow', 'Water', 'Weed']);
    expect(await found('search: W* & no deadline')).toEqual(['Water', 'Weed']);
  });

  it('say where a query goes wrong, and what was expected there', async () => {
    const path = (query: string): string => `?query=${encodeURIComponent(query)}`;
    for (const route of ['/api/v1/tasks/filter', '/api/v1/filters/preview']) {
      const { status, body } = await http.get(`${route}${path('today & (p1 | due before: soon)')}`);
      expect([status, body]).toEqual([
        400,
        expect.objectContaining({
          code: 'filter.syntax',
          field: 'query',
          position: 26,
          found: 'soon',
          expected: expect.stringContaining('a date') as unknown,
        }),
      ]);
    }
    expect(await http.get(`/api/v1/tasks/filter${path('heute')}&lang=de`)).toMatchObject({
      status: 400,
      body: { code: 'filter.lang' },
    });
    expect(await http.get('/api/v1/tasks/filter')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('show their panes and counts while they are written', async () => {
    const { body } = await http.get(`/api/v1/filters/preview?query=${encodeURIComponent('p1 , ( @out&!p1 ),no date')}`);
    expect(body).toEqual({
      panes: [
        { query: 'p1', count: 1 },
        { query: '( @out&!p1 )', count: 1 },
        { query: 'no date', count: 1 },
      ],
    });
  });

  it('are saved, changed and deleted; not when their query cannot be read', async () => {
    const add = (body: object): ReturnType<typeof http.post<Filter>> => http.post<Filter>('/api/v1/filters', body);
    const { body: urgent } = await add({ name: 'Urgent', query: 'p1 & today', color: 'red', is_favorite: true });
    expect(urgent).toMatchObject({
      name: 'Urgent',
      color: 'red',
      is_favorite: true,
      is_deleted: false,
      item_order: 1024,
    });
    expect(await add({ name: 'Bad', query: 'p1 &' })).toMatchObject({ status: 400, body: { code: 'filter.syntax' } });
    const path = `/api/v1/filters/${urgent.id}`;
    expect(await http.post(path, { query: '(' })).toMatchObject({ status: 400, body: { code: 'filter.syntax' } });
    expect((await http.post<Filter>(path, { name: 'Now' })).body).toMatchObject({ name: 'Now', query: 'p1 & today' });
    expect((await http.get<Filter>(path)).body.name).toBe('Now');
    expect((await http.get<{ results: Filter[] }>('/api/v1/filters')).body.results.map(({ id }) => id)).toEqual([
      urgent.id,
    ]);
    expect((await http.delete(path)).status).toBe(204);
    expect(await http.get(path)).toMatchObject({ status: 404, body: { code: 'filter.not_found' } });
  });
});
