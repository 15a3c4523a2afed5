import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal } from './calls.js';

let client: Client;
let api: Client['api'];

beforeAll(async () => {
  client = await aClient();
  api = client.api;
});

const contents = (tasks: { content: string }[]): string[] => tasks.map(({ content }) => content);

describe('adding tasks', () => {
  calls('addTask', 'takes every field', async () => {
    const project = await api.addProject({ name: 'Everything' });
    const fields = { description: 'The **red** ones', labels: ['garden', 'summer'], priority: 4 };
    const { id } = await api.addTask({
      ...fields,
      content: 'Water the tomatoes',
      projectId: project.id,
      dueDate: '2030-05-06',
      dueLang: 'en',
      deadlineDate: '2030-05-10',
      deadlineLang: 'en',
      duration: 30,
      durationUnit: 'minute',
      assigneeId: client.person.id,
    });
    expect(await api.getTask(id)).toMatchObject({
      ...fields,
      content: 'Water the tomatoes',
      projectId: project.id,
      sectionId: null,
      parentId: null,
      due: { date: '2030-05-06', isRecurring: false, timezone: null, lang: 'en' },
      deadline: { date: '2030-05-10', lang: 'en' },
      duration: { amount: 30, unit: 'minute' },
      checked: false,
      completedAt: null,
      userId: client.person.id,
      addedByUid: client.person.id,
    });
  });

  calls('addTask', 'puts it into a section, under a task and where it is wanted', async () => {
    const project = await api.addProject({ name: 'Order' });
    const section = await api.addSection({ name: 'Roof', projectId: project.id });
    const first = await api.addTask({ content: 'First', sectionId: section.id });
    const under = await api.addTask({ content: 'Under', parentId: first.id });
    await api.addTask({ content: 'Before', sectionId: section.id, order: first.childOrder });
    expect(under).toMatchObject({ projectId: project.id, sectionId: section.id, parentId: first.id });
    const { results } = await api.getTasks({ sectionId: section.id });
    expect(contents(results.filter(({ parentId }) => parentId === null))).toEqual(['Before', 'First']);
  });

  calls('addTask', 'reads due dates of each kind', async () => {
    const due = async (args: object): Promise<unknown> => (await api.addTask({ content: 'Due', ...args })).due;
    expect(await due({ dueDate: '2030-01-31' })).toMatchObject({ date: '2030-01-31', timezone: null });
    expect(await due({ dueDatetime: '2030-01-31T09:00:00' })).toMatchObject({
      date: '2030-01-31T09:00:00',
      timezone: null,
    });
    const fixed = { date: '2030-01-31T09:00:00Z', timezone: 'Europe/Madrid' };
    expect(await due({ dueDatetime: '2030-01-31T09:00:00Z' })).toMatchObject(fixed);
    const written = '31 January 2030 at 9am';
    expect(await due({ dueString: written })).toMatchObject({ date: '2030-01-31T09:00:00', string: written });
    expect(await due({ dueString: 'every monday', dueLang: 'en' })).toMatchObject({ isRecurring: true });
  });

  calls('addTask', 'marks what cannot be completed, and is done once for one request id', async () => {
    const args = { content: 'Reference', isUncompletable: true };
    const requestId = `request-${client.person.id}`;
    const [one, two] = [await api.addTask(args, requestId), await api.addTask(args, requestId)];
    expect(two.id).toBe(one.id);
    expect(await api.getTask(one.id)).toMatchObject({ content: '* Reference', isUncompletable: true });
  });

  calls('addTask', 'says what is wrong', async () => {
    expect(await refusal(api.addTask({ content: '' }))).toEqual({ status: 400, code: 'request.invalid' });
    const nowhere = api.addTask({ content: 'x', projectId: 'nowhere' });
    expect(await refusal(nowhere)).toEqual({ status: 404, code: 'project.not_found' });
  });
});

describe('reading tasks', () => {
  calls('getTask', 'knows no task that is not there', async () => {
    expect(await refusal(api.getTask(client.person.id))).toEqual({ status: 404, code: 'task.not_found' });
  });

  calls('getTasks', 'narrows by project, section, parent, label and ids', async () => {
    const { api } = await aClient();
    const project = await api.addProject({ name: 'Narrow' });
    const section = await api.addSection({ name: 'Part', projectId: project.id });
    const inSection = await api.addTask({ content: 'In section', sectionId: section.id });
    const below = await api.addTask({ content: 'Below', parentId: inSection.id, labels: ['deep'] });
    const loose = await api.addTask({ content: 'Loose', projectId: project.id, labels: ['deep'] });
    const elsewhere = await api.addTask({ content: 'Elsewhere' });
    const found = async (args: object): Promise<string[]> => contents((await api.getTasks(args)).results).sort();
    expect(await found({ projectId: project.id })).toEqual(['Below', 'In section', 'Loose']);
    expect(await found({ sectionId: section.id })).toEqual(['Below', 'In section']);
    expect(await found({ parentId: inSection.id })).toEqual(['Below']);
    expect(await found({ label: 'deep' })).toEqual(['Below', 'Loose']);
    expect(await found({ label: 'deep', projectId: project.id, parentId: inSection.id })).toEqual(['Below']);
    expect(await found({ ids: [below.id, loose.id, elsewhere.id] })).toEqual(['Below', 'Elsewhere', 'Loose']);
    expect(await found({})).toEqual(['Below', 'Elsewhere', 'In section', 'Loose']);
  });

  calls('getTasks', 'lists each once, in their order, page by page', async () => {
    const project = await api.addProject({ name: 'Long' });
    const added = Array.from({ length: 7 }, (_, index) => `Task ${index}`);
    for (const content of added) await api.addTask({ content, projectId: project.id });
    expect(contents(await all((page) => api.getTasks({ projectId: project.id, ...page })))).toEqual(added);
  });
});

describe('changing tasks', () => {
  calls('updateTask', 'changes every field that is sent', async () => {
    const { id } = await api.addTask({ content: 'Before', labels: ['old'] });
    const fields = { content: 'After', description: 'New', labels: ['new'], priority: 3 };
    const times = { dueDatetime: '2030-03-01T10:00:00', deadlineDate: '2030-03-02', deadlineLang: 'en' };
    const duration = { duration: 2, durationUnit: 'day' } as const;
    await api.updateTask(id, { ...fields, ...times, ...duration, assigneeId: client.person.id, order: 5 });
    expect(await api.getTask(id)).toMatchObject({
      ...fields,
      due: { date: '2030-03-01T10:00:00' },
      deadline: { date: '2030-03-02' },
      duration: { amount: 2, unit: 'day' },
      childOrder: 5,
    });
    await api.updateTask(id, { content: 'Note', isUncompletable: true });
    expect(await api.getTask(id)).toMatchObject({ content: '* Note', isUncompletable: true });
  });

  calls('updateTask', 'touches nothing that is not sent, and clears what is null', async () => {
    const times = { dueDate: '2030-01-31', deadlineDate: '2030-02-01', duration: 1, durationUnit: 'day' } as const;
    const { id } = await api.addTask({ content: 'Full', description: 'Text', labels: ['kept'], priority: 2, ...times });
    await api.updateTask(id, { content: 'Still full' });
    const kept = { description: 'Text', labels: ['kept'], priority: 2, due: { date: '2030-01-31' } };
    expect(await api.getTask(id)).toMatchObject({ ...kept, deadline: { date: '2030-02-01' }, duration: { amount: 1 } });
    await api.updateTask(id, {
      dueString: null,
      dueLang: null,
      deadlineDate: null,
      deadlineLang: null,
      assigneeId: null,
    });
    expect(await api.getTask(id)).toMatchObject({ due: null, deadline: null, labels: ['kept'] });
  });

  calls('updateTask', 'reads words for a date, and none for none', async () => {
    const { id } = await api.addTask({ content: 'Words' });
    expect((await api.updateTask(id, { dueString: 'every day at 8', dueLang: 'en' })).due).toMatchObject({
      isRecurring: true,
    });
    expect((await api.updateTask(id, { dueString: 'no date' })).due).toBeNull();
  });

  calls('moveTask', 'takes subtasks along to a project, a section or a task', async () => {
    const project = await api.addProject({ name: 'Target' });
    const section = await api.addSection({ name: 'Corner', projectId: project.id });
    const parent = await api.addTask({ content: 'Move me' });
    const child = await api.addTask({ content: 'And me', parentId: parent.id });
    await api.moveTask(parent.id, { sectionId: section.id });
    expect(await api.getTask(parent.id)).toMatchObject({ projectId: project.id, sectionId: section.id });
    expect(await api.getTask(child.id)).toMatchObject({ projectId: project.id, parentId: parent.id });
    expect(await refusal(api.moveTask(parent.id, { parentId: child.id }))).toEqual({ status: 400, code: 'task.cycle' });
    await api.moveTask(child.id, { projectId: project.id });
    expect(await api.getTask(child.id)).toMatchObject({ parentId: null, sectionId: null });
    await api.moveTask(child.id, { parentId: parent.id });
    expect(await api.getTask(child.id)).toMatchObject({ parentId: parent.id, sectionId: section.id });
  });

  calls('closeTask', 'completes subtasks too, and takes all of them off the lists', async () => {
    const parent = await api.addTask({ content: 'Bake' });
    const child = await api.addTask({ content: 'Knead', parentId: parent.id });
    expect(await api.closeTask(parent.id)).toBe(true);
    expect(await api.getTask(child.id)).toMatchObject({ checked: true });
    expect((await api.getTask(parent.id)).completedAt).toBeInstanceOf(Date);
    expect((await api.getTasks({ ids: [parent.id, child.id] })).results).toEqual([]);
  });

  calls('closeTask', 'puts what recurs on its next date', async () => {
    const task = await api.addTask({ content: 'Rent', dueString: 'every month starting 31 january 2040' });
    expect(task.due).toMatchObject({ date: '2040-01-31' });
    await api.closeTask(task.id);
    expect(await api.getTask(task.id)).toMatchObject({
      checked: false,
      due: { date: '2040-02-29', isRecurring: true },
    });
  });

  calls('reopenTask', 'reopens what it is part of', async () => {
    const parent = await api.addTask({ content: 'Bake' });
    const child = await api.addTask({ content: 'Knead', parentId: parent.id });
    await api.closeTask(parent.id);
    expect(await api.reopenTask(child.id)).toBe(true);
    expect(await api.getTask(parent.id)).toMatchObject({ checked: false, completedAt: null });
    expect((await api.getTasks({ ids: [parent.id, child.id] })).results.length).toBe(2);
  });

  calls('deleteTask', 'takes subtasks along', async () => {
    const parent = await api.addTask({ content: 'Gone' });
    const child = await api.addTask({ content: 'Gone too', parentId: parent.id });
    expect(await api.deleteTask(parent.id)).toBe(true);
    expect(await refusal(api.getTask(parent.id))).toMatchObject({ status: 404 });
    expect(await refusal(api.getTask(child.id))).toMatchObject({ status: 404 });
  });
});
