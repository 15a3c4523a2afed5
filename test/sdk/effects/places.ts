import { expect } from '@jest/globals';
import { type Effect, isGone, run } from './effect.js';

const look = { color: 'green', description: 'Ours', isFavorite: true, viewStyle: 'board' } as const;

/** Of something that a client did before it could tell. */
const moment = '2020-02-03T04:05:06.000Z';

/** What sync commands do to projects and sections. */
export const placeEffects = {
  async project_add({ api }) {
    const { id: parentId } = await api.addProject({ name: 'Above' });
    const id = await run(api, 'project_add', { name: 'Garden', parentId, childOrder: 7, ...look });
    expect(await api.getProject(id)).toMatchObject({ name: 'Garden', parentId, childOrder: 7, ...look });
  },
  async project_update({ api }) {
    const { id } = await api.addProject({ name: 'Gardn' });
    const change = { name: 'Garden', isCollapsed: true, ...look };
    await run(api, 'project_update', { id, ...change });
    expect(await api.getProject(id)).toMatchObject(change);
  },
  async project_move({ api }) {
    const [{ id }, { id: parentId }] = [
      await api.addProject({ name: 'Below' }),
      await api.addProject({ name: 'Above' }),
    ];
    await run(api, 'project_move', { id, parentId });
    expect(await api.getProject(id)).toMatchObject({ parentId });
    await run(api, 'project_move', { id, parentId: null });
    expect(await api.getProject(id)).toMatchObject({ parentId: null });
  },
  async project_reorder({ api }) {
    const both = [await api.addProject({ name: 'One' }), await api.addProject({ name: 'Two' })];
    const projects = both.map(({ id }, index) => ({ id, childOrder: 90_000 - index }));
    await run(api, 'project_reorder', { projects });
    for (const { id, childOrder } of projects) expect(await api.getProject(id)).toMatchObject({ childOrder });
  },
  async project_archive({ api }) {
    const { id } = await api.addProject({ name: 'Away' });
    await run(api, 'project_archive', { id });
    expect(await api.getProject(id)).toMatchObject({ isArchived: true });
  },
  async project_unarchive({ api }) {
    const { id } = await api.addProject({ name: 'Back' });
    await api.archiveProject(id);
    await run(api, 'project_unarchive', { id });
    expect(await api.getProject(id)).toMatchObject({ isArchived: false });
  },
  async project_delete({ api }) {
    const { id } = await api.addProject({ name: 'Gone' });
    await run(api, 'project_delete', { id });
    expect(await isGone(api.getProject(id))).toBe(true);
  },
  async section_add({ api }) {
    const { id: projectId } = await api.addProject({ name: 'Garden' });
    const section = { name: 'Beds', projectId, sectionOrder: 7 };
    const id = await run(api, 'section_add', { ...section, addedAt: moment });
    expect(await api.getSection(id)).toMatchObject({ ...section, addedAt: new Date(moment) });
  },
  async section_update({ api }) {
    const { id: projectId } = await api.addProject({ name: 'Garden' });
    const { id } = await api.addSection({ name: 'Bets', projectId });
    await run(api, 'section_update', { id, name: 'Beds', isCollapsed: true });
    expect(await api.getSection(id)).toMatchObject({ name: 'Beds', isCollapsed: true });
  },
  async section_move({ api }) {
    const [{ id: from }, { id: projectId }] = [
      await api.addProject({ name: 'From' }),
      await api.addProject({ name: 'To' }),
    ];
    const { id } = await api.addSection({ name: 'Moves', projectId: from });
    const task = await api.addTask({ content: 'Along', sectionId: id });
    await run(api, 'section_move', { id, projectId });
    expect(await api.getSection(id)).toMatchObject({ projectId });
    expect(await api.getTask(task.id)).toMatchObject({ projectId, sectionId: id });
  },
  async section_reorder({ api }) {
    const { id: projectId } = await api.addProject({ name: 'In order' });
    const both = [await api.addSection({ name: '1', projectId }), await api.addSection({ name: '2', projectId })];
    await run(api, 'section_reorder', { sections: both.map(({ id }, index) => ({ id, sectionOrder: 9 - index })) });
    const { results } = await api.getSections({ projectId });
    expect(results.map(({ name, sectionOrder }) => [name, sectionOrder])).toEqual([
      ['2', 8],
      ['1', 9],
    ]);
  },
  async section_archive({ api }) {
    const { id: projectId } = await api.addProject({ name: 'Garden' });
    const { id } = await api.addSection({ name: 'Away', projectId });
    await run(api, 'section_archive', { id, archivedAt: moment });
    expect(await api.getSection(id)).toMatchObject({ isArchived: true, archivedAt: new Date(moment) });
  },
  async section_unarchive({ api }) {
    const { id: projectId } = await api.addProject({ name: 'Garden' });
    const { id } = await api.addSection({ name: 'Back', projectId });
    await api.archiveSection(id);
    await run(api, 'section_unarchive', { id });
    expect(await api.getSection(id)).toMatchObject({ isArchived: false });
  },
  async section_delete({ api }) {
    const { id: projectId } = await api.addProject({ name: 'Garden' });
    const { id } = await api.addSection({ name: 'Gone', projectId });
    await run(api, 'section_delete', { id });
    expect(await isGone(api.getSection(id))).toBe(true);
  },
} satisfies Record<`${'project' | 'section'}_${string}`, Effect>;
