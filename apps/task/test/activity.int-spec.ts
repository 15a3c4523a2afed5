import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActivityEvent, ActivityQuery } from '#contracts/activity.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { firstIdAt, idToBytes, newId } from '#database/id.js';
import { Sweeper } from '../src/sweeper.js';
import { aComment, aMember, anActor, aRegistered, aTask, count, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const activities = async (query: ActivityQuery = {}, who = actor): Promise<ActivityEvent[]> =>
  (await fixture.activities.list(query, who)).results;
const told = async (query: ActivityQuery = {}): Promise<string[]> =>
  (await activities(query)).map(({ object_type, event_type }) => `${object_type}:${event_type}`);

describe('the activity log', () => {
  it('says who did what to which thing, with each field as it was and as it is', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, actor);
    const task = await add({ project_id, due_date: '2030-01-31', labels: ['a'] });
    await fixture.tasks.update({ id: task.id, content: 'Sow', due_date: null, labels: ['b'], priority: 1 }, actor);
    const [updated, added, opened] = await activities();
    expect(updated).toEqual({
      id: expect.any(String),
      object_type: 'item',
      object_id: task.id,
      event_type: 'updated',
      event_date: expect.stringMatching(/Z$/),
      parent_project_id: project_id,
      parent_item_id: null,
      initiator_id: actor.user_id,
      extra_data: {
        content: 'Sow',
        last_content: 'Water the tomatoes',
        due_date: null,
        last_due_date: '2030-01-31',
        labels: ['b'],
        last_labels: ['a'],
      },
    });
    expect(added).toMatchObject({ event_type: 'added', extra_data: { content: 'Water the tomatoes' } });
    expect(opened).toMatchObject({ object_type: 'project', event_type: 'added', extra_data: { name: 'Garden' } });
  });

  it('has everything that is done to projects, sections, tasks and comments', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Spring', project_id }, actor);
    const task = await add({ project_id });
    const under = await add({ parent_id: task.id });
    const comment = await fixture.comments.add(aComment({ task_id: under.id }), actor);
    await fixture.projects.update({ id: project_id, color: 'green' }, actor);
    await fixture.sections.update({ id: section.id, name: 'Summer' }, actor);
    await fixture.comments.update({ id: comment.id, content: 'Else' }, actor);
    await fixture.tasks.move({ id: task.id, section_id: section.id }, actor);
    await fixture.tasks.close({ id: task.id }, actor);
    await fixture.tasks.reopen({ id: task.id }, actor);
    await fixture.comments.delete({ id: comment.id }, actor);
    await fixture.trash.restore({ id: comment.id }, actor);
    await fixture.tasks.delete({ id: under.id }, actor);
    await fixture.sections.delete({ id: section.id }, actor);
    await fixture.projects.delete({ id: project_id }, actor);
    expect((await told()).reverse()).toEqual([
      ...['project:added', 'section:added', 'item:added', 'item:added', 'note:added'],
      ...['project:updated', 'section:updated', 'note:updated', 'item:moved', 'item:completed', 'item:completed'],
      ...['item:uncompleted', 'note:deleted', 'note:restored', 'item:deleted', 'section:deleted', 'project:deleted'],
    ]);
    expect(await told({ parent_item_id: under.id })).toEqual([
      'note:restored',
      'note:deleted',
      'note:updated',
      'note:added',
    ]);
  });

  it('has what is archived and brought back, and who hands a project over', async () => {
    const owner = await aRegistered(fixture);
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, owner);
    const { id: section } = await fixture.sections.add({ name: 'Spring', project_id }, owner);
    const heir = await aMember(fixture, { project_id }, 'editor', owner);
    await fixture.archive.archiveSection({ id: section }, owner);
    await fixture.archive.archiveSection({ id: section }, owner);
    await fixture.archive.unarchiveSection({ id: section }, owner);
    await fixture.archive.archiveProject({ id: project_id }, owner);
    await fixture.archive.unarchiveProject({ id: project_id }, owner);
    await fixture.archive.unarchiveProject({ id: project_id }, owner);
    await fixture.collaborators.transfer({ project_id, user_id: heir.user_id }, owner);
    const done = await activities({ parent_project_id: project_id }, heir);
    expect(done.map(({ object_type, event_type }) => `${object_type}:${event_type}`).reverse()).toEqual([
      ...['project:added', 'section:added', 'section:archived', 'section:unarchived'],
      ...['project:archived', 'project:unarchived', 'project:transferred'],
    ]);
    expect(done[0]).toMatchObject({
      initiator_id: owner.user_id,
      extra_data: { name: 'Garden', owner_id: heir.user_id, last_owner_id: owner.user_id },
    });
  });

  it('has what is done to labels, for their owner', async () => {
    await fixture.projects.get({ id: actor.user_id }, actor);
    const { id } = await fixture.labels.add({ name: 'errand' }, actor);
    await fixture.labels.update({ id, name: 'shop', order: 3 }, actor);
    await fixture.labels.update({ id, order: 4 }, actor);
    await fixture.labels.delete({ id }, actor);
    await fixture.trash.restore({ id }, actor);
    expect((await told({ object_id: id })).reverse()).toEqual([
      'label:added',
      'label:updated',
      'label:deleted',
      'label:restored',
    ]);
    const [, , updated] = await activities({ object_id: id });
    expect(updated).toMatchObject({
      parent_project_id: actor.user_id,
      extra_data: { name: 'shop', last_name: 'errand' },
    });
  });

  it('says nothing of what changed nothing', async () => {
    const { id } = await add();
    await fixture.tasks.update({ id, content: 'Water the tomatoes' }, actor);
    await fixture.tasks.reopen({ id }, actor);
    expect(await told()).toEqual(['item:added']);
  });

  it('tells of each time that a task which recurs was completed', async () => {
    const { id } = await add({ due_string: 'every monday starting 2999-01-07' });
    await fixture.tasks.close({ id }, actor);
    const [completed] = await activities();
    expect(completed).toMatchObject({
      event_type: 'completed',
      extra_data: { last_due_date: '2999-01-07', due_date: '2999-01-14' },
    });
  });

  it('is narrowed by what, by whom, where and when', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, actor);
    const task = await add({ project_id });
    const other = await add();
    await fixture.tasks.close({ id: other.id }, actor);
    await fixture.comments.add(aComment({ task_id: task.id }), actor);
    const today = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const queries: [ActivityQuery, number][] = [
      [{}, 5],
      [{ object_event_types: ['item:'] }, 3],
      [{ object_event_types: ['item:completed', 'note:'] }, 2],
      [{ object_event_types: [':added'] }, 4],
      [{ object_event_types: ['filter:'] }, 0],
      [{ object_id: task.id }, 1],
      [{ parent_project_id: project_id }, 3],
      [{ parent_item_id: task.id }, 1],
      [{ initiator_id: actor.user_id }, 5],
      [{ initiator_id: newId() }, 0],
      [{ initiator_id: 'nobody' }, 0],
      [{ initiator_id_null: 'true' }, 0],
      [{ initiator_id_null: 'false' }, 5],
      [{ date_to: yesterday }, 0],
      [{ date_from: yesterday, date_to: today }, 5],
    ];
    for (const [query, expected] of queries)
      expect([query, (await activities(query)).length]).toEqual([query, expected]);
    for (const type of [':', 'item:added:twice']) {
      await expect(activities({ object_event_types: [type] })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'activity.event_type',
      });
    }
    await expect(activities({ date_from: '2026-02-30' })).rejects.toMatchObject({ details: { field: 'date_from' } });
  });

  it('is read page by page, without a gap', async () => {
    for (let index = 0; index < 5; index++) await add({ content: String(index) });
    const contents: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await fixture.activities.list({ limit: 2, cursor }, actor);
      contents.push(...page.results.map(({ extra_data }) => extra_data?.content));
      cursor = page.next_cursor;
    }
    expect(contents).toEqual(['4', '3', '2', '1', '0']);
  });

  it('shows nobody what was done in the projects of others, and goes with a project for good', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, actor);
    const { id } = await add({ project_id });
    const stranger = anActor();
    for (const query of [{}, { object_id: id }, { parent_project_id: project_id }, { initiator_id: actor.user_id }]) {
      expect(await activities(query, stranger)).toEqual([]);
    }
    await fixture.projects.delete({ id: project_id }, actor);
    expect(await activities({}, stranger)).toEqual([]);
    expect(await told()).toEqual(['project:deleted', 'item:added', 'project:added']);
    await fixture.trash.purge({ id: project_id }, actor);
    expect(await told()).toEqual([]);
    expect(await count(fixture, 'activity', 'project_id', project_id)).toBe(0);
  });

  it('goes a year back', async () => {
    const [old, recent] = [await add({ content: 'Old' }), await add({ content: 'Recent' })];
    const ages: [Task, number][] = [
      [old, 366],
      [recent, 364],
    ];
    for (const [{ id }, days] of ages) {
      const moved = Buffer.concat([
        firstIdAt(Date.now() - days * 86_400_000).subarray(0, 6),
        idToBytes(newId()).subarray(6),
      ]);
      await fixture.service.dataSource.query('UPDATE activity SET id = ? WHERE object_id = ?', [moved, idToBytes(id)]);
    }
    await fixture.service.app.get(Sweeper).sweep();
    expect(await count(fixture, 'activity', 'object_id', old.id)).toBe(0);
    expect(await count(fixture, 'activity', 'object_id', recent.id)).toBe(1);
  });
});
