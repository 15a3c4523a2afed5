import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Project } from '#contracts/project.contract.js';
import type { Task } from '#contracts/task.contract.js';
import type { Undone } from '#contracts/undo.contract.js';
import { firstIdAt, idToBytes, newId } from '#database/id.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const get = (id: string): Promise<Task> => fixture.tasks.get({ id }, actor);
const undo = (token: string, who = actor): Promise<Undone> => fixture.changes.apply({ token }, who);
/** As it is, but for when and how often it was changed. */
const stateOf = async (id: string): Promise<Partial<Task>> => ({
  ...(await get(id)),
  updated_at: undefined,
  version: undefined,
});

/** Does something under a request id, and answers that: the token. */
async function under(work: (options: { requestId: string }) => Promise<unknown>): Promise<string> {
  const requestId = newId();
  await work({ requestId });
  return requestId;
}

describe('to undo', () => {
  it('takes back an update, field by field', async () => {
    const one = await add({ due_string: 'every monday', labels: ['a', 'b'], priority: 2, description: 'Well' });
    await add();
    const before = await stateOf(one.id);
    const change = { content: 'Else', due_date: '2030-01-01', labels: ['c'], priority: 4, description: '', order: 7 };
    const token = await under((options) => fixture.tasks.update({ id: one.id, ...change }, actor, options));
    expect(await stateOf(one.id)).not.toEqual(before);
    expect(await undo(token)).toEqual({ object_type: 'item', object_id: one.id, event_type: 'updated', count: 1 });
    expect(await stateOf(one.id)).toEqual(before);
  });

  it('reopens what was completed, and completes what was reopened', async () => {
    const top = await add();
    const child = await add({ parent_id: top.id });
    const done = await add({ parent_id: top.id });
    await fixture.tasks.close({ id: done.id }, actor);
    const before = await Promise.all([top, child, done].map(({ id }) => stateOf(id)));
    const token = await under((options) => fixture.tasks.close({ id: top.id }, actor, options));
    expect(await undo(token)).toMatchObject({ object_id: top.id, event_type: 'completed', count: 2 });
    expect(await Promise.all([top, child, done].map(({ id }) => stateOf(id)))).toEqual(before);
    await fixture.tasks.close({ id: top.id }, actor);
    const closed = await Promise.all([top, child].map(({ id }) => stateOf(id)));
    const again = await under((options) => fixture.tasks.reopen({ id: child.id }, actor, options));
    await undo(again);
    expect(await Promise.all([top, child].map(({ id }) => stateOf(id)))).toEqual(closed);
  });

  it('puts what recurs back on its date, its subtasks as they were, and keeps no occurrence', async () => {
    const task = await add({ due_string: 'every monday starting 2999-01-07' });
    const child = await add({ parent_id: task.id });
    await fixture.tasks.close({ id: task.id }, actor);
    await fixture.tasks.close({ id: child.id }, actor);
    const before = await Promise.all([task, child].map(({ id }) => stateOf(id)));
    const token = await under((options) => fixture.tasks.close({ id: task.id }, actor, options));
    expect(await undo(token)).toMatchObject({ object_id: task.id, count: 2 });
    expect(await Promise.all([task, child].map(({ id }) => stateOf(id)))).toEqual(before);
    const { results } = await fixture.occurrences.list({ id: task.id }, actor);
    expect(results.map(({ due }) => due.date)).toEqual(['2999-01-07']);
  });

  it('moves back to the place and the position', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const parent = await add();
    const [first] = [await add({ parent_id: parent.id }), await add({ parent_id: parent.id })];
    const child = await add({ parent_id: first.id });
    const before = await Promise.all([first, child].map(({ id }) => stateOf(id)));
    const token = await under((options) => fixture.tasks.move({ id: first.id, project_id }, actor, options));
    expect(await undo(token)).toMatchObject({ event_type: 'moved' });
    expect(await Promise.all([first, child].map(({ id }) => stateOf(id)))).toEqual(before);
  });

  it('takes away what was added, and brings back what was deleted', async () => {
    const requestId = newId();
    const task = await fixture.tasks.add(aTask(), actor, { requestId });
    await undo(requestId);
    await expect(get(task.id)).rejects.toMatchObject({ code: 'task.not_found' });
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const section = await fixture.sections.add({ name: 'Roof', project_id }, actor);
    const kept = await add({ section_id: section.id, labels: ['a'] });
    const comment = await fixture.comments.add(aComment({ task_id: kept.id }), actor);
    const deletions = [
      await under((options) => fixture.comments.delete({ id: comment.id }, actor, options)),
      await under((options) => fixture.tasks.delete({ id: kept.id }, actor, options)),
      await under((options) => fixture.sections.delete({ id: section.id }, actor, options)),
      await under((options) => fixture.projects.delete({ id: project_id }, actor, options)),
    ];
    for (const token of deletions.reverse()) expect(await undo(token)).toMatchObject({ event_type: 'deleted' });
    expect(await get(kept.id)).toEqual({ ...kept, note_count: 1 });
    expect(await fixture.comments.get({ id: comment.id }, actor)).toEqual(comment);
  });

  it('brings back what was put away to where it was, and what went with it, not what was away before', async () => {
    const project = (name: string, parent_id?: string): Promise<Project> =>
      fixture.projects.add({ name, parent_id }, actor);
    const top = await project('Top');
    const [child, away] = [await project('Child', top.id), await project('Away', top.id)];
    await project('Last');
    const section = await fixture.sections.add({ name: 'Beds', project_id: top.id }, actor);
    await fixture.sections.add({ name: 'Later', project_id: top.id }, actor);
    const names = async (): Promise<string[]> =>
      (await fixture.projects.list({}, actor)).results.map(({ name }) => name);
    const before = await names();
    const first = await under((options) => fixture.archive.archiveProject({ id: away.id }, actor, options));
    const second = await under((options) => fixture.archive.archiveProject({ id: top.id }, actor, options));
    await expect(undo(first)).rejects.toMatchObject({ code: 'undo.changed_since' });
    expect(await undo(second)).toMatchObject({ object_type: 'project', event_type: 'archived', count: 2 });
    expect(await fixture.projects.get({ id: child.id }, actor)).toMatchObject({ parent_id: top.id });
    expect(await names()).toEqual(before.filter((name) => name !== 'Away'));
    await undo(first);
    expect(await names()).toEqual(before);
    const third = await under((options) => fixture.archive.archiveSection({ id: section.id }, actor, options));
    expect(await undo(third)).toMatchObject({ object_type: 'section', object_id: section.id, count: 1 });
    expect(await fixture.sections.get({ id: section.id }, actor)).toMatchObject({
      is_archived: false,
      section_order: section.section_order,
    });
    const fourth = await under((options) => fixture.archive.archiveSection({ id: section.id }, actor, options));
    await fixture.sections.update({ id: section.id, name: 'Else' }, actor);
    await expect(undo(fourth)).rejects.toMatchObject({ code: 'undo.changed_since' });
  });

  it('tells apart what many requests did at the same time', async () => {
    const adding = Array.from({ length: 20 }, async () => {
      const requestId = newId();
      const task = await fixture.tasks.add(aTask(), actor, { requestId });
      return { requestId, task };
    });
    for (const { requestId, task } of await Promise.all(adding)) {
      expect(await undo(requestId)).toMatchObject({ object_id: task.id, event_type: 'added', count: 1 });
    }
  });

  it('is refused when somebody has changed the same since, and changes nothing', async () => {
    const task = await add();
    const child = await add({ parent_id: task.id });
    const refused = { kind: 'conflict', code: 'undo.changed_since' };
    const updated = await under((options) => fixture.tasks.update({ id: task.id, content: 'a' }, actor, options));
    await fixture.tasks.update({ id: task.id, description: 'b' }, actor);
    await expect(undo(updated)).rejects.toMatchObject(refused);
    const closed = await under((options) => fixture.tasks.close({ id: task.id }, actor, options));
    await fixture.tasks.update({ id: child.id, content: 'c' }, actor);
    await expect(undo(closed)).rejects.toMatchObject(refused);
    expect(await get(task.id)).toMatchObject({ content: 'a', description: 'b', checked: true });
    const requestId = newId();
    const parent = await fixture.tasks.add(aTask(), actor, { requestId });
    await add({ parent_id: parent.id });
    await expect(undo(requestId)).rejects.toMatchObject(refused);
    const gone = await add();
    const token = await under((options) => fixture.tasks.update({ id: gone.id, content: 'd' }, actor, options));
    await fixture.tasks.delete({ id: gone.id }, actor);
    await expect(undo(token)).rejects.toMatchObject(refused);
  });

  it('works once, for whoever did it, for a quarter of an hour, where something had changed', async () => {
    const missing = { kind: 'not_found', code: 'undo.not_found' };
    const task = await add();
    const update = (content: string): Promise<string> =>
      under((options) => fixture.tasks.update({ id: task.id, content }, actor, options));
    const token = await update('a');
    await expect(undo(token, anActor())).rejects.toMatchObject(missing);
    const ends = await Promise.allSettled([undo(token), undo(token), undo(token)]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject(missing);
    const nothing = await update('Water the tomatoes');
    for (const unknown of [nothing, newId(), 'x']) await expect(undo(unknown)).rejects.toMatchObject(missing);
    const late = await update('b');
    await fixture.service.dataSource.query(
      'UPDATE activity SET id = ? WHERE object_id = ? AND NOT undone AND new_values LIKE ?',
      [
        Buffer.concat([firstIdAt(Date.now() - 16 * 60_000).subarray(0, 6), idToBytes(newId()).subarray(6)]),
        idToBytes(task.id),
        '%"content":"b"%',
      ],
    );
    await expect(undo(late)).rejects.toMatchObject(missing);
  });
});
