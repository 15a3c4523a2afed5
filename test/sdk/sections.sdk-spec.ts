import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal } from './calls.js';

let api: Client['api'];
let projectId: string;

beforeAll(async () => {
  ({ api } = await aClient());
  projectId = (await api.addProject({ name: 'House' })).id;
});

const names = (sections: { name: string }[]): string[] => sections.map(({ name }) => name);

describe('sections', () => {
  calls('addSection', 'takes every field, and puts it where it is wanted', async () => {
    const { id: projectId } = await api.addProject({ name: 'Order' });
    const first = await api.addSection({ name: 'First', projectId, description: 'Up to **here**' });
    await api.addSection({ name: 'Last', projectId });
    await api.addSection({ name: 'Before', projectId, order: first.sectionOrder });
    expect(await api.getSection(first.id)).toMatchObject({ name: 'First', projectId, description: 'Up to **here**' });
    expect(names((await api.getSections({ projectId })).results)).toEqual(['Before', 'First', 'Last']);
  });

  calls('getSection', 'knows no section that is not there', async () => {
    expect(await refusal(api.getSection(projectId))).toEqual({ status: 404, code: 'section.not_found' });
  });

  calls('getSections', 'lists those of one project or of all, page by page', async () => {
    const { api } = await aClient();
    const [one, two] = [await api.addProject({ name: 'One' }), await api.addProject({ name: 'Two' })];
    for (const name of ['A', 'B', 'C']) await api.addSection({ name, projectId: one.id });
    await api.addSection({ name: 'D', projectId: two.id });
    expect(names(await all((page) => api.getSections({ projectId: one.id, ...page })))).toEqual(['A', 'B', 'C']);
    expect(names(await all((page) => api.getSections(page))).sort()).toEqual(['A', 'B', 'C', 'D']);
  });

  calls('searchSections', 'finds parts of names, in one project or in all', async () => {
    const { api } = await aClient();
    const [one, two] = [await api.addProject({ name: 'One' }), await api.addProject({ name: 'Two' })];
    for (const { id } of [one, two]) await api.addSection({ name: 'Über the door', projectId: id });
    await api.addSection({ name: 'Elsewhere', projectId: one.id });
    expect((await all((page) => api.searchSections({ query: 'uber', ...page }))).length).toBe(2);
    const { results } = await api.searchSections({ query: '*DOOR', projectId: two.id });
    expect(results.map(({ projectId }) => projectId)).toEqual([two.id]);
  });

  calls('updateSection', 'changes what is sent, and nothing else', async () => {
    const { id } = await api.addSection({ name: 'Roof', projectId, description: 'Tiles' });
    await api.updateSection(id, { name: 'Attic' });
    expect(await api.getSection(id)).toMatchObject({ name: 'Attic', description: 'Tiles' });
    await api.updateSection(id, { description: null });
    expect(await api.getSection(id)).toMatchObject({ name: 'Attic', description: null });
  });

  calls('deleteSection', 'takes its tasks along', async () => {
    const section = await api.addSection({ name: 'Gone', projectId });
    const task = await api.addTask({ content: 'Gone too', sectionId: section.id });
    expect(await api.deleteSection(section.id)).toBe(true);
    expect(await refusal(api.getTask(task.id))).toMatchObject({ status: 404 });
    expect(await refusal(api.getSection(section.id))).toMatchObject({ status: 404 });
  });

  calls('archiveSection', 'puts a section away with its tasks, readable by id', async () => {
    const section = await api.addSection({ name: 'Done', projectId });
    const task = await api.addTask({ content: 'In it', sectionId: section.id });
    const subtask = await api.addTask({ content: 'Under it', parentId: task.id });
    expect(await api.archiveSection(section.id)).toMatchObject({
      isArchived: true,
      archivedAt: expect.any(Date) as unknown as Date,
    });
    expect(names((await api.getSections({ projectId })).results)).not.toContain('Done');
    const active = async (): Promise<string[]> => (await api.getTasks({ projectId })).results.map(({ id }) => id);
    expect(await active()).not.toContain(task.id);
    expect((await api.getTasks()).results.map(({ id }) => id)).not.toContain(subtask.id);
    expect(await api.getTask(task.id)).toMatchObject({ content: 'In it', sectionId: section.id });
    expect((await api.getTasks({ sectionId: section.id })).results.length).toBe(2);
  });

  calls('unarchiveSection', 'brings it back, last in its project', async () => {
    const { id: projectId } = await api.addProject({ name: 'Back' });
    const section = await api.addSection({ name: 'Back', projectId });
    const task = await api.addTask({ content: 'Back', sectionId: section.id });
    await api.archiveSection(section.id);
    await api.addSection({ name: 'New', projectId });
    expect(await api.unarchiveSection(section.id)).toMatchObject({ isArchived: false, archivedAt: null });
    expect(names((await api.getSections({ projectId })).results)).toEqual(['New', 'Back']);
    expect((await api.getTasks({ projectId })).results.map(({ id }) => id)).toEqual([task.id]);
  });
});
