import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';
import { aFullProject } from './trash-fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const restore = (id: string): ReturnType<Fixture['trash']['restore']> => fixture.trash.restore({ id }, actor);

describe('what comes back to a place that has changed', () => {
  it('goes to the nearest that is left, with all that is under it', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const { id: section_id } = await fixture.sections.add({ name: 'Roof', project_id }, actor);
    const parent = await add({ section_id });
    const task = await add({ parent_id: parent.id });
    const under = await add({ parent_id: task.id });
    const backTo = async (place: object): Promise<void> => {
      await restore(task.id);
      const found = await fixture.tasks.get({ id: task.id }, actor);
      expect(found).toMatchObject(place);
      const { section_id: section, project_id: project } = found;
      expect(await fixture.tasks.get({ id: under.id }, actor)).toMatchObject({
        parent_id: task.id,
        section_id: section,
        project_id: project,
      });
    };
    const away = (): Promise<void> => fixture.tasks.delete({ id: task.id }, actor);
    await away();
    await backTo({ parent_id: parent.id, section_id });
    await away();
    await fixture.tasks.close({ id: parent.id }, actor);
    await backTo({ parent_id: null, section_id });
    await away();
    await fixture.sections.delete({ id: section_id }, actor);
    await backTo({ parent_id: null, section_id: null, project_id });
    await away();
    await fixture.projects.delete({ id: project_id }, actor);
    await backTo({ parent_id: null, section_id: null, project_id: actor.user_id });
  });

  it('follows what it was part of', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const parent = await add();
    const task = await add({ parent_id: parent.id });
    await fixture.tasks.delete({ id: task.id }, actor);
    await fixture.tasks.move({ id: parent.id, project_id }, actor);
    expect(await restore(task.id)).toMatchObject({ parent_id: parent.id, project_id });
    expect(await fixture.tasks.get({ id: task.id }, actor)).toMatchObject({ parent_id: parent.id, project_id });
  });

  it('goes last where another one has its position', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const [first, second] = [await add({ project_id }), await add({ project_id })];
    await fixture.tasks.delete({ id: first.id }, actor);
    await fixture.tasks.update({ id: second.id, order: first.child_order }, actor);
    await restore(first.id);
    const { results } = await fixture.tasks.list({ project_id }, actor);
    expect(results.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('is a project at the top where the one above is gone', async () => {
    const top = await fixture.projects.add({ name: 'Top' }, actor);
    const below = await fixture.projects.add({ name: 'Below', parent_id: top.id }, actor);
    await fixture.projects.delete({ id: below.id }, actor);
    await fixture.projects.delete({ id: top.id }, actor);
    expect(await restore(below.id)).toMatchObject({ parent_id: null, project_id: below.id });
    expect(await fixture.projects.get({ id: below.id }, actor)).toMatchObject({ parent_id: null });
  });

  it('waits where it is nothing without what is gone', async () => {
    const { project, section, comment, task } = await aFullProject(fixture, actor);
    await fixture.sections.delete({ id: section }, actor);
    await fixture.projects.delete({ id: project }, actor);
    const refusal = restore(section);
    await expect(refusal).rejects.toMatchObject({ kind: 'conflict', code: 'trash.place_gone' });
    await expect(refusal).rejects.toThrow(/"Garden"/);
    await restore(project);
    await restore(section);
    await fixture.comments.delete({ id: comment }, actor);
    await fixture.tasks.delete({ id: task }, actor);
    await expect(restore(comment)).rejects.toMatchObject({ code: 'trash.place_gone' });
    await restore(task);
    await restore(comment);
  });
});
