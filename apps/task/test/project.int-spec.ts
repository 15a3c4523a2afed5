import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import type { BatchOutcome } from '#contracts/sync.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { gap } from '../src/list/make-room.js';
import { anActor, aPicture, aTask, count, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const freed = (heard: Record<string, unknown>[]): unknown[] =>
  heard.filter(({ type }) => type === 'comment.deleted').map(({ file_id }) => file_id);

const garden = (overrides = {}): ReturnType<Fixture['projects']['add']> =>
  fixture.projects.add({ name: 'Garden', ...overrides }, actor);

describe('projects', () => {
  it('are listed after the Inbox, in the order in which they came', async () => {
    for (const name of ['b', 'a', 'c']) await garden({ name });
    const { results } = await fixture.projects.list({}, actor);
    expect(results.map(({ name }) => name)).toEqual(['Inbox', 'b', 'a', 'c']);
    const first = await fixture.projects.list({ limit: 2 }, actor);
    const second = await fixture.projects.list({ limit: 2, cursor: first.next_cursor }, actor);
    expect([...first.results, ...second.results]).toEqual(results);
    expect(second.next_cursor).toBeNull();
  });

  it('have their usual values', async () => {
    expect(await garden()).toEqual({
      id: expect.any(String),
      name: 'Garden',
      description: '',
      color: 'charcoal',
      parent_id: null,
      child_order: gap,
      default_order: 0,
      view_style: 'list',
      inbox_project: false,
      is_favorite: false,
      is_archived: false,
      is_deleted: false,
      is_frozen: false,
      is_collapsed: false,
      is_shared: false,
      role: 'owner',
      can_assign_tasks: false,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
      version: 1,
    });
  });

  it('change where something was sent, and nowhere else', async () => {
    const project = await garden({ description: 'Herbs', is_favorite: true });
    const changed = await fixture.projects.update({ id: project.id, color: 'green' }, actor);
    expect(changed).toEqual({ ...project, color: 'green', updated_at: changed.updated_at, version: 2 });
    expect(await fixture.projects.get({ id: project.id }, actor)).toEqual(changed);
  });

  it('are deleted with everything in them and under them, and free the files with the trash', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const top = await garden();
    let project = top;
    for (let level = 0; level < 17; level++) project = await garden({ parent_id: project.id });
    let task = await fixture.tasks.add(aTask({ project_id: project.id }), actor);
    for (let level = 0; level < 17; level++) task = await fixture.tasks.add(aTask({ parent_id: task.id }), actor);
    const pictures = [aPicture({ task_id: task.id }), aPicture({ project_id: project.id })];
    for (const picture of pictures) await fixture.comments.add(picture, actor);
    await fixture.projects.delete({ id: top.id }, actor);
    expect(await count(fixture, 'project', 'user_id', actor.user_id)).toBe(0);
    await expect(fixture.tasks.get({ id: task.id }, actor)).rejects.toMatchObject({ code: 'task.not_found' });
    await fixture.trash.purge({ id: top.id }, actor);
    await eventually(() =>
      expect(freed(heard)).toEqual(expect.arrayContaining(pictures.map(({ file_id }) => file_id))),
    );
  });

  it('nest to any depth', async () => {
    const levels = 1200;
    const top = await garden();
    const ids = [top.id];
    for (let level = 1; level < levels; level++) {
      const id = newId();
      await fixture.service.dataSource.query(
        `INSERT INTO project (id, user_id, parent_id, name, description, color, view_style, is_favorite, position, version, created_at, updated_at)
         SELECT ?, user_id, id, name, description, color, view_style, FALSE, 1, 1, created_at, updated_at FROM project WHERE id = ?`,
        [idToBytes(id), idToBytes(ids[level - 1])],
      );
      ids.push(id);
    }
    const lowest = await garden({ parent_id: ids[levels - 1] });
    const move = (id: string, parent_id: string | null): Promise<BatchOutcome> =>
      fixture.syncs.apply({ commands: [{ type: 'project_move', uuid: newId(), args: { id, parent_id } }] }, actor);
    const { outcomes } = await move(top.id, lowest.id);
    expect(Object.values(outcomes)).toMatchObject([{ code: 'project.cycle' }]);
    const task = await fixture.tasks.add(aTask({ project_id: lowest.id }), actor);
    const found = await fixture.filters.tasks({ query: '##Garden' }, actor);
    expect(found.results.map(({ id }) => id)).toContain(task.id);
    await fixture.archive.archiveProject({ id: top.id }, actor, { timeout: 20_000 });
    expect(await fixture.projects.get({ id: lowest.id }, actor)).toMatchObject({ is_archived: true });
    await fixture.projects.delete({ id: top.id }, actor, { timeout: 20_000 });
    await expect(fixture.tasks.get({ id: task.id }, actor)).rejects.toMatchObject({ code: 'task.not_found' });
    const back = await fixture.trash.restore({ id: top.id }, actor, { timeout: 20_000 });
    expect(back).toMatchObject({ projects: levels + 1, tasks: 1 });
    expect(await fixture.projects.get({ id: ids[levels - 1] }, actor)).toMatchObject({ parent_id: ids[levels - 2] });
  });
});

describe('the Inbox', () => {
  it('keeps its name and its place, and may be coloured', async () => {
    const id = actor.user_id;
    const fixed = { kind: 'conflict', code: 'project.inbox_fixed' };
    await expect(fixture.projects.update({ id, name: 'Mine' }, actor)).rejects.toMatchObject(fixed);
    await expect(fixture.projects.delete({ id }, actor)).rejects.toMatchObject(fixed);
    const coloured = await fixture.projects.update({ id, name: 'Inbox', color: 'teal', is_favorite: true }, actor);
    expect(coloured).toMatchObject({ name: 'Inbox', color: 'teal', is_favorite: true, inbox_project: true });
  });
});

describe('sections', () => {
  it('keep their order, make room where one is wanted, and change in part', async () => {
    const { id: project_id } = await garden();
    const add = (name: string, order?: number): ReturnType<Fixture['sections']['add']> =>
      fixture.sections.add({ name, project_id, order }, actor);
    const spring = await add('Spring');
    await add('Summer');
    await add('Winter', 1);
    const { results } = await fixture.sections.list({ project_id }, actor);
    expect(results.map(({ name, section_order }) => [name, section_order])).toEqual([
      ['Winter', 1],
      ['Spring', gap],
      ['Summer', 2 * gap],
    ]);
    const changed = await fixture.sections.update({ id: spring.id, description: 'Sow' }, actor);
    expect(changed).toMatchObject({ name: 'Spring', description: 'Sow' });
    expect(await fixture.sections.update({ id: spring.id, description: null }, actor)).toMatchObject({
      name: 'Spring',
      description: null,
    });
  });

  it('are deleted with the tasks in them', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const { id: project_id } = await garden();
    const section = await fixture.sections.add({ name: 'Spring', project_id }, actor);
    let sub = await fixture.tasks.add(aTask({ section_id: section.id }), actor);
    for (let level = 0; level < 17; level++) sub = await fixture.tasks.add(aTask({ parent_id: sub.id }), actor);
    const outside = await fixture.tasks.add(aTask({ project_id }), actor);
    const picture = aPicture({ task_id: sub.id });
    await fixture.comments.add(picture, actor);
    await fixture.sections.delete({ id: section.id }, actor);
    expect((await fixture.tasks.list({ project_id }, actor)).results.map(({ id }) => id)).toEqual([outside.id]);
    await fixture.trash.purge({ id: section.id }, actor);
    await eventually(() => expect(freed(heard)).toContain(picture.file_id));
  });
});
