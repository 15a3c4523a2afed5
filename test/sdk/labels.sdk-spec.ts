import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal } from './calls.js';

let client: Client;
let api: Client['api'];

beforeAll(async () => {
  client = await aClient();
  api = client.api;
});

const names = (labels: { name: string }[]): string[] => labels.map(({ name }) => name);

describe('personal labels', () => {
  calls('addLabel', 'takes every field, and a name once', async () => {
    const fields = { name: 'shop', color: 'teal', order: 3, isFavorite: true } as const;
    const { id } = await api.addLabel(fields);
    expect(await api.getLabel(id)).toMatchObject(fields);
    expect(await refusal(api.addLabel({ name: 'shop' }))).toEqual({ status: 409, code: 'label.name_taken' });
  });

  calls('getLabel', 'knows no label that is not there', async () => {
    expect(await refusal(api.getLabel(client.person.id))).toEqual({ status: 404, code: 'label.not_found' });
  });

  calls('getLabels', 'lists each once, in their order, page by page', async () => {
    const { api } = await aClient();
    for (const [index, name] of ['c', 'b', 'a'].entries()) await api.addLabel({ name, order: 3 - index });
    expect(names(await all((page) => api.getLabels(page)))).toEqual(['a', 'b', 'c']);
  });

  calls('searchLabels', 'finds parts of names, capitals and accents or not', async () => {
    const { api } = await aClient();
    for (const name of ['Café', 'cafeteria', 'tea']) await api.addLabel({ name });
    expect(names(await all((page) => api.searchLabels({ query: 'CAFE', ...page })))).toEqual(['Café', 'cafeteria']);
    expect(names((await api.searchLabels({ query: '*tea' })).results)).toEqual(['tea']);
  });

  calls('updateLabel', 'changes what is sent, and the name on every task', async () => {
    const label = await api.addLabel({ name: 'old', color: 'red' });
    const task = await api.addTask({ content: 'Labelled', labels: ['old', 'other'] });
    await api.updateLabel(label.id, { name: 'new' });
    expect(await api.getLabel(label.id)).toMatchObject({ name: 'new', color: 'red' });
    expect((await api.getTask(task.id)).labels.sort()).toEqual(['new', 'other']);
    await api.updateLabel(label.id, { color: 'blue', order: 9, isFavorite: true });
    expect(await api.getLabel(label.id)).toMatchObject({ name: 'new', color: 'blue', order: 9, isFavorite: true });
  });

  calls('deleteLabel', 'takes it off every task', async () => {
    const label = await api.addLabel({ name: 'gone' });
    const task = await api.addTask({ content: 'Labelled', labels: ['gone', 'stays'] });
    expect(await api.deleteLabel(label.id)).toBe(true);
    expect(await refusal(api.getLabel(label.id))).toMatchObject({ status: 404 });
    expect((await api.getTask(task.id)).labels).toEqual(['stays']);
  });
});

describe('labels on tasks', () => {
  calls('getSharedLabels', 'lists names on active tasks, with or without personal ones, page by page', async () => {
    const { api } = await aClient();
    await api.addLabel({ name: 'mine' });
    await api.addTask({ content: 'One', labels: ['theirs', 'mine'] });
    await api.addTask({ content: 'Two', labels: ['theirs', 'Also theirs'] });
    const done = await api.addTask({ content: 'Done', labels: ['done with'] });
    await api.closeTask(done.id);
    expect(await all((page) => api.getSharedLabels(page))).toEqual(['Also theirs', 'mine', 'theirs']);
    expect((await api.getSharedLabels({ omitPersonal: true })).results).toEqual(['Also theirs', 'theirs']);
    expect((await api.getSharedLabels({ omitPersonal: false })).results.length).toBe(3);
  });

  calls('renameSharedLabel', 'renames it on every task', async () => {
    const { api } = await aClient();
    const one = await api.addTask({ content: 'One', labels: ['before'] });
    const both = await api.addTask({ content: 'Both', labels: ['before', 'after'] });
    expect(await api.renameSharedLabel({ name: 'before', newName: 'after' })).toBe(true);
    expect((await api.getTask(one.id)).labels).toEqual(['after']);
    expect((await api.getTask(both.id)).labels).toEqual(['after']);
    expect((await api.getSharedLabels({})).results).toEqual(['after']);
  });

  calls('removeSharedLabel', 'takes it off every task', async () => {
    const { api } = await aClient();
    const task = await api.addTask({ content: 'One', labels: ['gone', 'stays'] });
    expect(await api.removeSharedLabel({ name: 'gone' })).toBe(true);
    expect((await api.getTask(task.id)).labels).toEqual(['stays']);
  });
});
