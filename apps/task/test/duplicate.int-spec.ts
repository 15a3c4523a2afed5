import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import {
  aComment,
  aMember,
  anActor,
  aRegistered,
  aTask,
  count,
  fillProject,
  type Fixture,
  startTaskService,
} from './fixture.js';
import { Replica } from './replica.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = (overrides = {}, by = actor): Promise<Task> => fixture.tasks.add(aTask(overrides), by);
const listed = async (query: object, by = actor): Promise<Task[]> => (await fixture.tasks.list(query, by)).results;
const contents = async (query: object, by = actor): Promise<string[]> =>
  (await listed(query, by)).map(({ content }) => content);

/** The same task but for what is new of a copy. */
const likeness = ({ content, description, labels, priority, due, deadline, duration }: Task): object => ({
  content,
  description,
  labels,
  priority,
  due,
  deadline,
  duration,
});

const rich = {
  description: 'With **care**',
  labels: ['b', 'a'],
  priority: 3,
  due_string: 'every monday at 9',
  deadline_date: '2999-01-01',
  duration: 30,
  duration_unit: 'minute',
};

describe('a copy of a task', () => {
  it('is like it, with what is to be done under it, and comes right after it', async () => {
    const task = await add({ content: 'Garden', ...rich });
    await add({ content: 'Last' });
    const child = await add({ content: 'Dig', parent_id: task.id });
    const second = await add({ content: 'Sow', parent_id: task.id, labels: ['c'] });
    const grandchild = await add({ content: 'Buy seeds', parent_id: second.id });
    const done = await add({ content: 'Done', parent_id: task.id });
    await fixture.tasks.close({ id: done.id }, actor);
    await fixture.comments.add(aComment({ task_id: task.id }), actor);
    await fixture.relations.add({ task_id: child.id, type: 'blocks', related_task_id: second.id }, actor);
    await fixture.reminders.add({ task_id: task.id, minute_offset: 10 }, actor);
    const copy = await fixture.duplicates.task({ id: task.id }, actor);
    expect(likeness(copy)).toEqual(likeness(task));
    expect(copy).toMatchObject({ note_count: 0, checked: false, added_by_uid: actor.user_id });
    expect(await contents({ project_id: actor.user_id, parent_id: undefined })).toEqual(
      expect.arrayContaining(['Garden', 'Garden', 'Last']),
    );
    const tops = (await listed({ project_id: actor.user_id })).filter(({ parent_id }) => !parent_id);
    expect(tops.map(({ id }) => id).slice(0, 2)).toEqual([task.id, copy.id]);
    const children = await listed({ parent_id: copy.id });
    expect(children.map(({ content }) => content)).toEqual(['Dig', 'Sow']);
    expect(children[1]).toMatchObject({ labels: ['c'] });
    expect(await contents({ parent_id: children[1].id })).toEqual(['Buy seeds']);
    const { results } = await fixture.relations.list({ task_id: children[0].id }, actor);
    expect(results).toMatchObject([{ type: 'blocks', related_task_id: children[1].id }]);
    expect((await fixture.reminders.list({ task_id: copy.id }, actor)).results).toMatchObject([{ minute_offset: 10 }]);
    expect(await contents({ parent_id: second.id })).toEqual([grandchild.content]);
  });

  it('is to be done where the task is completed, and goes below nothing that is', async () => {
    const task = await add({ content: 'Again' });
    await fixture.tasks.close({ id: task.id }, actor);
    expect(await fixture.duplicates.task({ id: task.id }, actor)).toMatchObject({ checked: false });
    const parent = await add();
    const child = await add({ parent_id: parent.id });
    await fixture.tasks.close({ id: parent.id }, actor);
    await expect(fixture.duplicates.task({ id: child.id }, actor)).rejects.toMatchObject({
      code: 'task.parent_completed',
    });
  });

  it('is undone as long as nothing has been added to it', async () => {
    const task = await add();
    await add({ parent_id: task.id });
    const [first, second] = [newId(), newId()];
    const copy = await fixture.duplicates.task({ id: task.id }, actor, { requestId: first });
    await fixture.changes.apply({ token: first }, actor);
    await expect(fixture.tasks.get({ id: copy.id }, actor)).rejects.toMatchObject({ code: 'task.not_found' });
    const kept = await fixture.duplicates.task({ id: task.id }, actor, { requestId: second });
    await add({ parent_id: kept.id });
    await expect(fixture.changes.apply({ token: second }, actor)).rejects.toMatchObject({ code: 'undo.changed_since' });
  });

  it('takes the right to change what the task is in', async () => {
    const owner = await aRegistered(fixture);
    const task = await add({}, owner);
    const viewer = await aMember(fixture, { task_id: task.id }, 'editor', owner);
    await expect(fixture.duplicates.task({ id: task.id }, viewer)).rejects.toMatchObject({ code: 'task.forbidden' });
    await expect(fixture.duplicates.task({ id: task.id }, anActor())).rejects.toMatchObject({ code: 'task.not_found' });
  });
});

describe('a copy of a project', () => {
  it('has its sections and what is to be done in them, and is told to who syncs', async () => {
    const { id } = await fixture.projects.add(
      { name: 'Trip', color: 'teal', view_style: 'board', description: 'South' },
      actor,
    );
    const packed = await fixture.sections.add({ name: 'Pack', project_id: id }, actor);
    const away = await fixture.sections.add({ name: 'Away', project_id: id }, actor);
    const top = await add({ content: 'Suitcase', section_id: packed.id, ...rich });
    await add({ content: 'Socks', parent_id: top.id });
    await add({ content: 'Loose', project_id: id });
    await add({ content: 'Hidden', section_id: away.id });
    await fixture.archive.archiveSection({ id: away.id }, actor);
    const done = await add({ content: 'Done', project_id: id });
    await fixture.tasks.close({ id: done.id }, actor);
    const replica = new Replica(fixture.syncs, actor);
    await replica.pull();
    const copy = await fixture.duplicates.project({ id }, actor);
    expect(copy).toMatchObject({ name: 'Trip (copy)', color: 'teal', view_style: 'board', description: 'South' });
    expect((await contents({ project_id: copy.id })).sort()).toEqual(['Loose', 'Socks', 'Suitcase']);
    const { results: sections } = await fixture.sections.list({ project_id: copy.id }, actor);
    expect(sections.map(({ name }) => name)).toEqual(['Pack']);
    const [inSection] = await listed({ section_id: sections[0].id });
    expect(likeness(inSection)).toEqual(likeness(top));
    expect(await contents({ parent_id: inSection.id })).toEqual(['Socks']);
    await replica.pull();
    const fresh = new Replica(fixture.syncs, actor);
    await fresh.pull();
    expect(replica.content).toEqual(fresh.content);
  });

  it('is of the name that is wanted, under the same project', async () => {
    const { id: parent_id } = await fixture.projects.add({ name: 'House' }, actor);
    const { id } = await fixture.projects.add({ name: 'x'.repeat(120), parent_id }, actor);
    expect(await fixture.duplicates.project({ id, name: 'Shed' }, actor)).toMatchObject({ name: 'Shed', parent_id });
    expect((await fixture.duplicates.project({ id }, actor)).name).toHaveLength(120);
  });

  it('of somebody else is the reader’s own, and nothing in it is assigned', async () => {
    const owner = await aRegistered(fixture);
    const { id } = await fixture.projects.add({ name: 'Shared' }, owner);
    const viewer = await aMember(fixture, { project_id: id }, 'viewer', owner);
    await add({ project_id: id, assignee_id: viewer.user_id }, owner);
    const copy = await fixture.duplicates.project({ id }, viewer);
    expect(copy).toMatchObject({ role: 'owner', is_shared: false, parent_id: null });
    expect(await listed({ project_id: copy.id }, viewer)).toMatchObject([
      { responsible_uid: null, assigned_by_uid: null },
    ]);
    await expect(fixture.projects.get({ id: copy.id }, owner)).rejects.toMatchObject({ code: 'project.not_found' });
  });

  it('is undone with all that was copied, as long as nothing in it has been added, changed or shared', async () => {
    const { id } = await fixture.projects.add({ name: 'Trip' }, actor);
    const { id: section_id } = await fixture.sections.add({ name: 'Pack', project_id: id }, actor);
    const top = await add({ section_id, labels: ['a'] });
    await add({ parent_id: top.id });
    const copyOnce = async (): Promise<{ token: string; copy: string }> => {
      const requestId = newId();
      return { token: requestId, copy: (await fixture.duplicates.project({ id }, actor, { requestId })).id };
    };
    const undone = await copyOnce();
    expect(await fixture.changes.apply({ token: undone.token }, actor)).toEqual({
      object_type: 'project',
      object_id: undone.copy,
      event_type: 'added',
      count: 1,
    });
    await expect(fixture.projects.get({ id: undone.copy }, actor)).rejects.toMatchObject({ code: 'project.not_found' });
    expect(await listed({ project_id: id })).toHaveLength(2);
    const ways: ((copy: string) => Promise<unknown>)[] = [
      (copy) => fixture.projects.update({ id: copy, name: 'Else' }, actor),
      (copy) => fixture.projects.add({ name: 'Under', parent_id: copy }, actor),
      (copy) => fixture.sections.add({ name: 'More', project_id: copy }, actor),
      (copy) => add({ project_id: copy }),
      (copy) => fixture.comments.add(aComment({ project_id: copy }), actor),
      async (copy) => fixture.tasks.update({ id: (await listed({ project_id: copy }))[0].id, priority: 4 }, actor),
      async (copy) => fixture.comments.add(aComment({ task_id: (await listed({ project_id: copy }))[0].id }), actor),
      (copy) => aMember(fixture, { project_id: copy }, 'viewer', actor),
    ];
    for (const change of ways) {
      const { token, copy } = await copyOnce();
      await change(copy);
      const refused = fixture.changes.apply({ token }, actor);
      await expect(refused).rejects.toMatchObject({ kind: 'conflict', code: 'undo.changed_since' });
      expect(await fixture.projects.get({ id: copy }, actor)).toMatchObject({ id: copy });
    }
  });

  it('has a thousand tasks at most', async () => {
    const { id } = await fixture.projects.add({ name: 'Large' }, actor);
    const first = await add({ project_id: id });
    await fillProject(fixture, first, 1000);
    const copy = await fixture.duplicates.project({ id }, actor, { timeout: 20_000 });
    expect(await count(fixture, 'task', 'project_id', copy.id)).toBe(1000);
    await add({ project_id: id });
    await expect(fixture.duplicates.project({ id }, actor)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'project.too_large',
    });
  });
});
