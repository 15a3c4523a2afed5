import { describe, expect } from '@jest/globals';
import { aClient, calls, refusal } from './calls.js';

describe('sync', () => {
  calls('sync', 'answers everything, then what changed, and what is gone', async () => {
    const { api } = await aClient();
    const first = await api.sync({ resourceTypes: ['items', 'projects'], syncToken: '*' });
    expect(first).toMatchObject({ fullSync: true, items: [], projects: [{ name: 'Inbox' }] });
    const task = await api.addTask({ content: 'Water' });
    const second = await api.sync({ resourceTypes: ['items', 'projects'], syncToken: first.syncToken });
    expect(second).toMatchObject({ fullSync: false, items: [{ id: task.id, content: 'Water' }] });
    await api.deleteTask(task.id);
    const third = await api.sync({ resourceTypes: ['items'], syncToken: second.syncToken });
    expect(third.items).toMatchObject([{ id: task.id, isDeleted: true }]);
  });

  calls('moveTasks', 'moves several to a project, a section or a task', async () => {
    const { api } = await aClient();
    const project = await api.addProject({ name: 'Target' });
    const section = await api.addSection({ name: 'Corner', projectId: project.id });
    const ids: string[] = [];
    for (const content of ['One', 'Two']) ids.push((await api.addTask({ content })).id);
    const moved = await api.moveTasks(ids, { projectId: project.id });
    expect(moved.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await api.getTask(id)).toMatchObject({ projectId: project.id, sectionId: null });
    await api.moveTasks(ids, { sectionId: section.id });
    for (const id of ids) expect(await api.getTask(id)).toMatchObject({ sectionId: section.id });
    await api.moveTasks([ids[1]], { parentId: ids[0] });
    expect(await api.getTask(ids[1])).toMatchObject({ parentId: ids[0] });
    expect(await refusal(api.moveTasks([project.id], { sectionId: section.id }))).toBeDefined();
  });
});
