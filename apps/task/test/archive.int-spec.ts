import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Project } from '#contracts/project.contract.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => void (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const project = (name: string, parent_id?: string): Promise<Project> =>
  fixture.projects.add({ name, parent_id }, actor);
const active = async (): Promise<string[]> => (await fixture.projects.list({}, actor)).results.map(({ name }) => name);

describe('a project', () => {
  it('changes once however often it is put away, and those that were away before keep their time', async () => {
    const [parent, other] = [await project('Parent'), anActor()];
    const child = await project('Child', parent.id);
    const first = await fixture.archive.archiveProject({ id: child.id }, actor);
    const away = await fixture.archive.archiveProject({ id: parent.id }, actor);
    expect(await fixture.archive.archiveProject({ id: parent.id }, actor)).toEqual(away);
    expect(await fixture.projects.get({ id: child.id }, actor)).toEqual(first);
    expect(away).toMatchObject({ is_archived: true, version: parent.version + 1 });
    await expect(fixture.archive.archiveProject({ id: parent.id }, other)).rejects.toMatchObject({
      code: 'project.not_found',
    });
    await expect(fixture.archive.unarchiveProject({ id: parent.id }, other)).rejects.toMatchObject({
      code: 'project.not_found',
    });
  });

  it('comes back below the one above it, last, where that is there', async () => {
    const parent = await project('Parent');
    const [first, second] = [await project('First', parent.id), await project('Second', parent.id)];
    await fixture.archive.archiveProject({ id: first.id }, actor);
    const back = await fixture.archive.unarchiveProject({ id: first.id }, actor);
    expect(back).toMatchObject({ parent_id: parent.id, is_archived: false });
    expect(back.child_order).toBeGreaterThan(second.child_order);
  });

  it('is the same for all who put it away and bring it back at the same time', async () => {
    const parent = await project('Parent');
    const child = await project('Child', parent.id);
    const ids = [parent.id, child.id, parent.id, child.id];
    await Promise.all([
      ...ids.map((id) => fixture.archive.archiveProject({ id }, actor)),
      ...ids.map((id) => fixture.archive.unarchiveProject({ id }, actor)),
    ]);
    for (const { id } of [parent, child]) await fixture.archive.unarchiveProject({ id }, actor);
    expect((await active()).sort()).toEqual(['Child', 'Inbox', 'Parent']);
    expect(await fixture.archive.countProjects({}, actor)).toEqual({ count: 0 });
  });

  it('may be deleted where it is, with what is in it', async () => {
    const { id } = await project('Away');
    const task = await fixture.tasks.add(aTask({ project_id: id }), actor);
    await fixture.archive.archiveProject({ id }, actor);
    await fixture.projects.delete({ id }, actor);
    await expect(fixture.tasks.get({ id: task.id }, actor)).rejects.toMatchObject({ code: 'task.not_found' });
  });
});

describe('a section', () => {
  it('goes and comes back with its tasks', async () => {
    const { id: project_id } = await project('House');
    const section = await fixture.sections.add({ name: 'Roof', project_id }, actor);
    const task = await fixture.tasks.add(aTask({ section_id: section.id }), actor);
    const tasks = async (): Promise<string[]> =>
      (await fixture.tasks.list({ project_id }, actor)).results.map(({ id }) => id);
    const away = await fixture.archive.archiveSection({ id: section.id }, actor);
    expect(away).toMatchObject({ is_archived: true, archived_at: away.updated_at });
    expect(await tasks()).toEqual([]);
    expect((await fixture.archive.sections({ project_id }, actor)).results).toEqual([away]);
    expect(await fixture.archive.archiveSection({ id: section.id }, actor)).toEqual(away);
    await fixture.archive.unarchiveSection({ id: section.id }, actor);
    expect(await tasks()).toEqual([task.id]);
    expect((await fixture.archive.sections({}, actor)).results).toEqual([]);
  });
});
