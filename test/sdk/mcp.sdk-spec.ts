import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Assistant, anAssistant } from './mcp.js';

interface Task {
  id: string;
  content: string;
  checked: boolean;
  priority: number;
  section_id: string | null;
  due: { date: string; is_recurring: boolean } | null;
  labels: string[];
}
interface Found {
  tasks: { id: string; content: string }[];
}

let assistant: Assistant;
let project: string;
let section: string;

const contents = ({ tasks }: Found): string[] => tasks.map(({ content }) => content).sort();
const read = async (id: string): Promise<Task> => (await assistant.http.get<Task>(`/api/v1/tasks/${id}`)).body;
const add = async (task: object): Promise<string> =>
  (await assistant.tool<Found>('add-tasks', { tasks: [task] })).tasks[0]?.id ?? '';

beforeAll(async () => {
  assistant = await anAssistant();
  const { projects } = await assistant.tool<{ projects: { id: string }[] }>('add-projects', {
    projects: [{ name: 'Home', color: 'red' }],
  });
  project = projects[0]?.id ?? '';
  const { sections } = await assistant.tool<{ sections: { id: string }[] }>('add-sections', {
    sections: [{ name: 'Bills', projectId: project }],
  });
  section = sections[0]?.id ?? '';
});
afterAll(() => assistant.close());

describe('the official MCP server', () => {
  it('knows whose account it is', async () => {
    const { userId, timezone } = await assistant.tool<{ userId: string; timezone: string }>('user-info');
    expect({ userId, timezone }).toEqual({ userId: assistant.person.id, timezone: 'Europe/Madrid' });
  });

  it('adds tasks with all that can be said of them', async () => {
    const words = {
      content: 'Pay rent',
      dueString: '2030-01-02 at 9',
      priority: 'p1',
      labels: ['money'],
      duration: '1h30m',
    };
    const id = await add({ ...words, projectId: project, sectionId: section, deadlineDate: '2030-01-05' });
    expect(await read(id)).toMatchObject({
      content: 'Pay rent',
      project_id: project,
      section_id: section,
      priority: 4,
      labels: ['money'],
      duration: { amount: 90, unit: 'minute' },
      due: { date: '2030-01-02T09:00:00' },
      deadline: { date: '2030-01-05' },
    });
    const child = await add({ content: 'Ask for the number', parentId: id });
    expect(await read(child)).toMatchObject({ parent_id: id, section_id: section });
  });

  it('finds tasks by words, place, label, filter and date', async () => {
    const parentId = await add({
      content: 'Call the plumber',
      projectId: project,
      labels: ['phone'],
      dueString: '2031-05-05',
    });
    await add({ content: 'Ask what it costs', parentId });
    await add({ content: 'Read', dueString: 'every monday' });
    const find = async (input: object): Promise<string[]> =>
      contents(await assistant.tool<Found>('find-tasks', { ...input }));
    expect(await find({ searchText: 'plumber' })).toEqual(['Call the plumber']);
    expect(await find({ projectId: project, searchText: 'read' })).toEqual([]);
    expect(await find({ projectId: 'inbox' })).toContain('Read');
    expect(await find({ parentId })).toEqual(['Ask what it costs']);
    expect(await find({ labels: ['phone'] })).toEqual(['Call the plumber']);
    expect(await find({ filter: '#Home & @phone' })).toEqual(['Call the plumber']);
    const dated = { startDate: '2031-05-05', daysCount: 1, overdueOption: 'exclude-overdue' };
    expect(contents(await assistant.tool<Found>('find-tasks-by-date', dated))).toContain('Call the plumber');
  });

  it('reschedules tasks, and keeps what recurs recurring and a time of day where none is told', async () => {
    const once = await add({ content: 'Dentist', dueString: '2030-02-01 at 10' });
    const often = await add({ content: 'Swim', dueString: 'every tuesday' });
    await assistant.tool('reschedule-tasks', {
      tasks: [
        { id: once, date: '2030-02-08' },
        { id: often, date: '2030-02-06' },
      ],
    });
    expect((await read(once)).due?.date).toContain('2030-02-08');
    expect((await read(often)).due).toMatchObject({ date: '2030-02-06', is_recurring: true });
  });

  it('changes tasks, and takes off what was on them', async () => {
    const id = await add({ content: 'Plant', dueString: '2030-03-01', labels: ['garden'] });
    await assistant.tool('update-tasks', {
      tasks: [
        { id, content: 'Plant beans', priority: 'p2', dueString: 'remove', labels: ['balcony'], projectId: project },
      ],
    });
    expect(await read(id)).toMatchObject({
      content: 'Plant beans',
      priority: 3,
      due: null,
      labels: ['balcony'],
      project_id: project,
    });
  });

  it('completes and reopens tasks, and says which it could not', async () => {
    const id = await add({ content: 'Sweep' });
    const { completed, failures } = await assistant.tool<{ completed: string[]; failures: { item: string }[] }>(
      'complete-tasks',
      { ids: [id, 'nothing'] },
    );
    expect({ completed, failures: failures.map(({ item }) => item) }).toEqual({
      completed: [id],
      failures: ['nothing'],
    });
    expect((await read(id)).checked).toBe(true);
    expect(contents(await assistant.tool<Found>('find-completed-tasks', { getBy: 'completion' }))).toEqual(['Sweep']);
    await assistant.tool('uncomplete-tasks', { ids: [id] });
    expect((await read(id)).checked).toBe(false);
  });

  it('reminds, and lists the reminders of a task', async () => {
    const taskId = await add({ content: 'Train', dueString: '2030-04-01 at 12' });
    await assistant.tool('add-reminders', { reminders: [{ type: 'relative', taskId, minuteOffset: 30 }] });
    const found = await assistant.tool<{ reminders: object[] }>('find-reminders', { taskId });
    expect(found.reminders).toMatchObject([{ taskId, type: 'relative', minuteOffset: 30 }]);
  });

  it('comments, saves filters, and puts projects in order', async () => {
    await assistant.tool('add-comments', { comments: [{ projectId: project, content: 'Ring twice' }] });
    const { comments } = await assistant.tool<{ comments: object[] }>('find-comments', { projectId: project });
    expect(comments).toMatchObject([{ content: 'Ring twice' }]);
    await assistant.tool('add-filters', { filters: [{ name: 'Urgent', query: 'p1' }] });
    expect(contents(await assistant.tool<Found>('find-tasks', { filterIdOrName: 'Urgent' }))).toEqual(['Pay rent']);
    const { projects } = await assistant.tool<{ projects: { id: string }[] }>('add-projects', {
      projects: [{ name: 'Shed' }],
    });
    const items = [{ id: projects[0]?.id, parentId: project }];
    await assistant.tool('reorder-objects', { type: 'project', items });
    const { body } = await assistant.http.get<object>(`/api/v1/projects/${projects[0]?.id}`);
    expect(body).toMatchObject({ parent_id: project });
  });

  it('gives an overview, and tells what was done', async () => {
    const overview = await assistant.tool<{ projects: object[] }>('get-overview');
    expect(overview.projects).toMatchObject([{ id: project, sections: [{ id: section }] }]);
    const { events } = await assistant.tool<{ events: object[] }>('find-activity', {
      objectType: 'task',
      eventType: 'completed',
    });
    expect(events).toMatchObject([{ eventType: 'completed', extraData: { content: 'Sweep' } }]);
  });

  it('deletes, and what it deleted is in the trash', async () => {
    const id = await add({ content: 'Old' });
    await assistant.tool('delete-object', { type: 'task', id });
    const { body } = await assistant.http.get<{ results: object[] }>('/api/v1/trash');
    expect(body.results).toMatchObject([{ id, name: 'Old' }]);
  });

  it('says what was wrong with what it was asked', async () => {
    await expect(assistant.tool('find-tasks', { filter: 'p1 &' })).rejects.toThrow(/filter\.syntax/);
    await expect(assistant.tool('fetch-object', { type: 'task', id: project })).rejects.toThrow(/404/);
  });
});
