import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { taskCompleted } from '#contracts/events.js';
import type { Task } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { gap } from '../src/list/make-room.js';
import { anActor, aTask, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const get = (id: string): Promise<Task> => fixture.tasks.get({ id }, actor);
const contents = async (query = {}): Promise<string[]> =>
  (await fixture.tasks.list(query, actor)).results.map(({ content }) => content);

describe('adding a task', () => {
  it('puts it into the Inbox with its usual values', async () => {
    const task = await add({ content: '🍅 Water the tomatoes' });
    expect(task).toEqual({
      id: expect.any(String),
      user_id: actor.user_id,
      project_id: actor.user_id,
      section_id: null,
      parent_id: null,
      added_by_uid: actor.user_id,
      assigned_by_uid: null,
      responsible_uid: null,
      content: '🍅 Water the tomatoes',
      description: '',
      labels: [],
      priority: 1,
      due: null,
      deadline: null,
      duration: null,
      checked: false,
      is_deleted: false,
      is_collapsed: false,
      child_order: gap,
      day_order: -1,
      note_count: 0,
      added_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
      completed_at: null,
      version: 1,
    });
    expect(await get(task.id)).toEqual(task);
  });

  it('keeps everything that was said', async () => {
    const task = await add({
      description: 'Not the leaves',
      labels: ['garden', 'Garden', 'garden', ' summer '],
      priority: 4,
      due_datetime: '2026-11-22T09:00:00',
      deadline_date: '2026-12-01',
      duration: 30,
      duration_unit: 'minute',
    });
    expect(task).toMatchObject({
      labels: ['garden', 'Garden', 'summer'],
      priority: 4,
      due: { date: '2026-11-22T09:00:00', timezone: null, is_recurring: false },
      deadline: { date: '2026-12-01', lang: 'en' },
      duration: { amount: 30, unit: 'minute' },
    });
    expect(await get(task.id)).toEqual(task);
  });

  it('lets the section decide on the project, and the parent on both', async () => {
    const project = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Spring', project_id: project.id }, actor);
    const inSection = await add({ section_id: section.id });
    expect(inSection).toMatchObject({ project_id: project.id, section_id: section.id, parent_id: null });
    const sub = await add({ parent_id: inSection.id });
    expect(sub).toMatchObject({ project_id: project.id, section_id: section.id, parent_id: inSection.id });
  });

  it('refuses places that contradict each other, by their field', async () => {
    const project = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Spring', project_id: project.id }, actor);
    const parent = await add({ section_id: section.id });
    const refused = (field: string): object => ({ kind: 'invalid', code: 'task.place', details: { field } });
    await expect(add({ section_id: section.id, project_id: actor.user_id })).rejects.toMatchObject(
      refused('project_id'),
    );
    await expect(add({ parent_id: parent.id, project_id: actor.user_id })).rejects.toMatchObject(refused('project_id'));
    await expect(add({ parent_id: parent.id, section_id: newId() })).rejects.toMatchObject(refused('section_id'));
  });

  it.each(['parent', 'section', 'project'])('knows no %s that is not there', async (what) => {
    const unknown = { kind: 'not_found', code: `${what === 'parent' ? 'task' : what}.not_found` };
    await expect(add({ [`${what}_id`]: newId() })).rejects.toMatchObject(unknown);
    await expect(add({ [`${what}_id`]: 'nonsense' })).rejects.toMatchObject(unknown);
  });

  it('refuses half a duration, a blank label, and a day that does not exist', async () => {
    await expect(add({ duration: 5 })).rejects.toMatchObject({ code: 'task.duration' });
    await expect(add({ duration_unit: 'day' })).rejects.toMatchObject({ code: 'task.duration' });
    await expect(add({ labels: [' '] })).rejects.toMatchObject({ code: 'task.label' });
    await expect(add({ deadline_date: '2026-02-30' })).rejects.toMatchObject({ details: { field: 'deadline_date' } });
  });

  it('makes room at the position that is wanted', async () => {
    for (const content of ['one', 'two', 'three']) await add({ content });
    await add({ content: 'first', order: 1 });
    expect(await contents()).toEqual(['first', 'one', 'two', 'three']);
    expect(await add({ order: 2_147_483_647 })).toMatchObject({ child_order: 2_147_483_647 });
    expect(await add()).toMatchObject({ child_order: 2_147_483_647 + gap });
  });
});

describe('changing a task', () => {
  it('touches only what was sent, and clears what was sent as null', async () => {
    const task = await add({
      description: 'Slowly',
      labels: ['a'],
      priority: 3,
      due_date: '2026-11-22',
      deadline_date: '2026-12-01',
      duration: 1,
      duration_unit: 'day',
    });
    const renamed = await fixture.tasks.update({ id: task.id, content: 'Water them all' }, actor);
    expect(renamed).toEqual({ ...task, content: 'Water them all', updated_at: renamed.updated_at, version: 2 });
    const cleared = await fixture.tasks.update(
      { id: task.id, due_string: 'no date', deadline_date: null, duration: null, labels: [] },
      actor,
    );
    expect(cleared).toMatchObject({ due: null, deadline: null, duration: null, labels: [], priority: 3 });
  });

  it('keeps the order of labels, and replaces them as a whole', async () => {
    const { id } = await add({ labels: ['z', 'a'] });
    expect(await fixture.tasks.update({ id, labels: ['m', 'a', 'z'] }, actor)).toMatchObject({
      labels: ['m', 'a', 'z'],
    });
    expect(await get(id)).toMatchObject({ labels: ['m', 'a', 'z'] });
  });

  it('puts it at another position, by either name', async () => {
    const [one, two, three] = [await add({ content: '1' }), await add({ content: '2' }), await add({ content: '3' })];
    await fixture.tasks.update({ id: three.id, order: one.child_order }, actor);
    expect(await contents()).toEqual(['3', '1', '2']);
    await fixture.tasks.update({ id: two.id, child_order: one.child_order }, actor);
    expect(await contents()).toEqual(['2', '3', '1']);
  });
});

describe('moving a task', () => {
  it('takes everything under it along', async () => {
    const project = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Spring', project_id: project.id }, actor);
    const top = await add();
    const child = await add({ parent_id: top.id });
    const grandchild = await add({ parent_id: child.id });
    const moved = await fixture.tasks.move({ id: top.id, section_id: section.id }, actor);
    expect(moved).toMatchObject({ project_id: project.id, section_id: section.id, parent_id: null });
    expect(await get(grandchild.id)).toMatchObject({
      project_id: project.id,
      section_id: section.id,
      parent_id: child.id,
    });
    const out = await fixture.tasks.move({ id: child.id, project_id: actor.user_id }, actor);
    expect(out).toMatchObject({ project_id: actor.user_id, section_id: null, parent_id: null });
    expect(await get(grandchild.id)).toMatchObject({ project_id: actor.user_id, parent_id: child.id });
  });

  it('wants exactly one target, and none under itself', async () => {
    const top = await add();
    const child = await add({ parent_id: top.id });
    await expect(fixture.tasks.move({ id: top.id }, actor)).rejects.toMatchObject({ code: 'task.move_target' });
    const both = { id: top.id, project_id: actor.user_id, parent_id: child.id };
    await expect(fixture.tasks.move(both, actor)).rejects.toMatchObject({ code: 'task.move_target' });
    for (const parent_id of [top.id, child.id]) {
      const refused = { kind: 'invalid', code: 'task.cycle', details: { field: 'parent_id' } };
      await expect(fixture.tasks.move({ id: top.id, parent_id }, actor)).rejects.toMatchObject(refused);
    }
  });
});

describe('completing', () => {
  it('is told of once for each task that was still to be done', async () => {
    const heard = await listenTo(fixture.broker, taskCompleted);
    const parent = await add({ content: 'Garden' });
    const [done, open] = [
      await add({ content: 'Seeds', parent_id: parent.id }),
      await add({ content: 'Soil', parent_id: parent.id }),
    ];
    for (const { id } of [done, parent, parent]) await fixture.tasks.close({ id }, actor);
    const { completed_at } = await get(parent.id);
    const told = { type: 'task.completed', project_id: actor.user_id, user_id: actor.user_id };
    await eventually(() => expect(heard.filter(({ user_id }) => user_id === actor.user_id)).toHaveLength(3));
    expect(heard).toContainEqual({ ...told, id: parent.id, parent_id: null, content: 'Garden', completed_at });
    expect(heard).toContainEqual({ ...told, id: open.id, parent_id: parent.id, content: 'Soil', completed_at });
  });

  it('a task completes what is under it, once', async () => {
    const top = await add();
    const child = await add({ parent_id: top.id });
    await fixture.tasks.close({ id: top.id }, actor);
    const closed = await get(top.id);
    expect(closed).toMatchObject({ checked: true, completed_at: expect.stringMatching(/Z$/) });
    expect(await get(child.id)).toMatchObject({ checked: true, completed_at: closed.completed_at });
    await fixture.tasks.close({ id: top.id }, actor);
    expect(await get(top.id)).toEqual(closed);
  });

  it('is undone for a task and what it is part of', async () => {
    const top = await add();
    const [child, sibling] = [await add({ parent_id: top.id }), await add({ parent_id: top.id })];
    await fixture.tasks.close({ id: top.id }, actor);
    await fixture.tasks.reopen({ id: child.id }, actor);
    expect(await get(top.id)).toMatchObject({ checked: false, completed_at: null });
    expect(await get(child.id)).toMatchObject({ checked: false });
    expect(await get(sibling.id)).toMatchObject({ checked: true });
  });

  it('a task closes it to new subtasks', async () => {
    const { id } = await add();
    await fixture.tasks.close({ id }, actor);
    await expect(add({ parent_id: id })).rejects.toMatchObject({ code: 'task.parent_completed' });
  });
});

describe('deleting a task', () => {
  it('deletes everything under it, however deep', async () => {
    const top = await add();
    let deepest = top;
    for (let level = 0; level < 20; level++) deepest = await add({ parent_id: deepest.id });
    await fixture.tasks.delete({ id: top.id }, actor);
    await expect(get(deepest.id)).rejects.toMatchObject({ kind: 'not_found', code: 'task.not_found' });
    await expect(fixture.tasks.delete({ id: top.id }, actor)).rejects.toMatchObject({ code: 'task.not_found' });
  });
});
