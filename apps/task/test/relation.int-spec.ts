import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { RelationType, TaskRelation } from '#contracts/relation.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { aMember, anActor, aRegistered, aTask, fillProject, type Fixture, startTaskService } from './fixture.js';
import { Replica } from './replica.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = async (overrides = {}, by = actor): Promise<string> => (await fixture.tasks.add(aTask(overrides), by)).id;
const several = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await add());
  return ids;
};
const relate = (task_id: string, type: RelationType, related_task_id: string, by = actor): Promise<TaskRelation> =>
  fixture.relations.add({ task_id, type, related_task_id }, by);
/** How a task stands to others: `<type> <id>`. */
const of = async (task_id: string, by = actor): Promise<string[]> =>
  (await fixture.relations.list({ task_id }, by)).results.map(
    ({ type, related_task_id }) => `${type} ${related_task_id}`,
  );

describe('a relation', () => {
  it('is seen from both tasks, in different projects', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const [wall, paint] = [await add({ project_id, content: 'Build' }), await add({ content: 'Paint' })];
    expect(await relate(wall, 'blocks', paint)).toMatchObject({
      task_id: wall,
      type: 'blocks',
      related_task_id: paint,
    });
    const door = await add();
    expect(await relate(door, 'blocked_by', wall)).toMatchObject({
      task_id: door,
      type: 'blocked_by',
      related_task_id: wall,
    });
    await relate(paint, 'relates_to', door);
    expect(await of(wall)).toEqual([`blocks ${paint}`, `blocks ${door}`]);
    expect(await of(paint)).toEqual([`blocked_by ${wall}`, `relates_to ${door}`]);
    expect(await of(door)).toEqual([`blocked_by ${wall}`, `relates_to ${paint}`]);
    await fixture.tasks.close({ id: paint }, actor);
    const { results } = await fixture.relations.list({ task_id: wall, limit: 1 }, actor);
    expect(results).toMatchObject([
      { related_task: { id: paint, content: 'Paint', project_id: actor.user_id, checked: true } },
    ]);
  });

  it('is listed page by page', async () => {
    const [task, ...others] = await several(4);
    for (const other of others) await relate(task, 'relates_to', other);
    const first = await fixture.relations.list({ task_id: task, limit: 2 }, actor);
    const second = await fixture.relations.list({ task_id: task, limit: 2, cursor: first.next_cursor }, actor);
    expect([...first.results, ...second.results].map(({ related_task_id }) => related_task_id)).toEqual(others);
    expect(second.next_cursor).toBeNull();
  });

  it('is refused with itself, twice, to what is not there, and beyond a hundred', async () => {
    const [one, other] = await several(2);
    await expect(relate(one, 'blocks', one)).rejects.toMatchObject({
      code: 'relation.self',
      details: { field: 'related_task_id' },
    });
    await relate(one, 'relates_to', other);
    await expect(relate(other, 'relates_to', one)).rejects.toMatchObject({ kind: 'conflict', code: 'relation.exists' });
    await relate(one, 'blocks', other);
    await expect(relate(other, 'blocked_by', one)).rejects.toMatchObject({ code: 'relation.exists' });
    await expect(relate(one, 'blocks', newId())).rejects.toMatchObject({ code: 'task.not_found' });
    await expect(relate('x', 'blocks', one)).rejects.toMatchObject({ code: 'task.not_found' });
    const { id: project_id } = await fixture.projects.add({ name: 'Full' }, actor);
    const first = await fixture.tasks.add(aTask({ project_id }), actor);
    await fillProject(fixture, first, 98);
    await fixture.service.dataSource.query(
      `INSERT INTO task_relation SELECT UNHEX(REPLACE(UUID(), '-', '')), ?, 'relates_to', id, UTC_TIMESTAMP(3)
       FROM task WHERE project_id = ?`,
      [idToBytes(one), idToBytes(project_id)],
    );
    await expect(relate(await add(), 'relates_to', one)).rejects.toMatchObject({ code: 'relation.too_many' });
  });

  it('is deleted once, and found no more', async () => {
    const [one, other] = await several(2);
    const { id } = await relate(one, 'blocks', other);
    const ends = await Promise.allSettled([1, 2, 3].map(() => fixture.relations.delete({ id }, actor)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await of(other)).toEqual([]);
    await expect(fixture.relations.delete({ id }, actor)).rejects.toMatchObject({ code: 'relation.not_found' });
  });
});

describe('blocking', () => {
  it('goes round in no circle, however long', async () => {
    const tasks = await several(12);
    for (let at = 1; at < tasks.length; at++) await relate(tasks[at - 1], 'blocks', tasks[at]);
    const cycle = { kind: 'invalid', code: 'relation.cycle' };
    await expect(relate(tasks[11], 'blocks', tasks[0])).rejects.toMatchObject(cycle);
    await expect(relate(tasks[3], 'blocked_by', tasks[8])).rejects.toMatchObject(cycle);
    await relate(tasks[0], 'blocks', tasks[11]);
    await relate(tasks[11], 'relates_to', tasks[5]);
  });

  it('closes no circle when several begin one at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const projects = await Promise.all([1, 2, 3, 4].map((n) => fixture.projects.add({ name: `Part ${n}` }, actor)));
      const [a, b, c, d] = await Promise.all(projects.map(({ id }) => add({ project_id: id })));
      await relate(b, 'blocks', c);
      await relate(d, 'blocks', a);
      const ends = await Promise.allSettled([relate(a, 'blocks', b), relate(c, 'blocks', d)]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('who takes part', () => {
  it('sees a relation with both ends, and changes it with the right to change', async () => {
    const owner = await aRegistered(fixture);
    const { id: project_id } = await fixture.projects.add({ name: 'Shared' }, owner);
    const shared = await add({ project_id }, owner);
    const beside = await add({ project_id }, owner);
    const hidden = await add({}, owner);
    const { id } = await relate(shared, 'blocks', hidden, owner);
    const viewer = await aMember(fixture, { project_id }, 'viewer', owner);
    const editor = await aMember(fixture, { project_id }, 'editor', owner);
    expect(await of(shared, editor)).toEqual([]);
    await expect(fixture.relations.delete({ id }, editor)).rejects.toMatchObject({ code: 'relation.not_found' });
    await expect(relate(shared, 'blocks', beside, viewer)).rejects.toMatchObject({ code: 'task.forbidden' });
    const mine = await add({}, viewer);
    await expect(relate(mine, 'blocks', shared, viewer)).rejects.toMatchObject({ code: 'task.forbidden' });
    const seen = await relate(shared, 'blocks', beside, editor);
    expect(await of(beside, viewer)).toEqual([`blocked_by ${shared}`]);
    await expect(fixture.relations.delete({ id: seen.id }, viewer)).rejects.toMatchObject({
      code: 'relation.forbidden',
    });
    await expect(fixture.relations.list({ task_id: shared }, anActor())).rejects.toMatchObject({
      code: 'task.not_found',
    });
    await fixture.relations.delete({ id: seen.id }, editor);
  });
});

describe('the trash', () => {
  it('takes relations along, and gives them back once both tasks are there', async () => {
    const [one, other] = await several(2);
    await relate(one, 'blocks', other);
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      await fixture.tasks.delete({ id: one }, actor);
      expect(await of(other)).toEqual([]);
      await fixture.tasks.delete({ id: other }, actor);
      await fixture.trash.restore({ id: order[0] }, actor);
      expect(await of(order[0])).toEqual([]);
      await fixture.trash.restore({ id: order[1] }, actor);
      expect(await of(one)).toEqual([`blocks ${other}`]);
    }
    await fixture.tasks.delete({ id: one }, actor);
    await fixture.tasks.delete({ id: other }, actor);
    await fixture.trash.purge({ id: other }, actor);
    await fixture.trash.restore({ id: one }, actor);
    expect(await of(one)).toEqual([]);
  });

  it('gives nothing back that would close a circle', async () => {
    const [before, task, after] = await several(3);
    await relate(before, 'blocks', task);
    await relate(task, 'blocks', after);
    await fixture.tasks.delete({ id: task }, actor);
    await relate(after, 'blocks', before);
    await fixture.trash.restore({ id: task }, actor);
    expect(await of(task)).toEqual([`blocked_by ${before}`]);
  });
});

describe('who syncs', () => {
  it('is told of relations that come, go, move and come back', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const replica = new Replica(fixture.syncs, actor);
    const check = async (count: number): Promise<void> => {
      const fresh = new Replica(fixture.syncs, actor);
      await replica.pull();
      await fresh.pull();
      expect(replica.content).toEqual(fresh.content);
      expect(replica.ids('task_relations')).toHaveLength(count);
    };
    await check(0);
    const [one, other] = await several(2);
    const uuid = newId();
    const args = { task_id: one, type: 'blocks', related_task_id: other };
    const { temp_id_mapping } = await fixture.syncs.apply(
      { commands: [{ type: 'relation_add', uuid, temp_id: 'r', args }] },
      actor,
    );
    await check(1);
    await fixture.tasks.move({ id: one, project_id }, actor);
    await check(1);
    await fixture.tasks.close({ id: one }, actor);
    await check(0);
    await fixture.tasks.reopen({ id: one }, actor);
    await check(1);
    await fixture.projects.delete({ id: project_id }, actor);
    await check(0);
    await fixture.trash.restore({ id: project_id }, actor);
    await check(1);
    await fixture.syncs.apply(
      { commands: [{ type: 'relation_delete', uuid: newId(), args: { id: temp_id_mapping.r } }] },
      actor,
    );
    await check(0);
  });
});

describe('the history', () => {
  it('tells of both tasks what they were related to', async () => {
    const [one, other] = await several(2);
    const { id } = await relate(one, 'blocked_by', other);
    await fixture.relations.delete({ id }, actor);
    const events = async (object_id: string): Promise<unknown[]> =>
      (await fixture.activities.list({ object_id, object_event_types: ['item:related', 'item:unrelated'] }, actor))
        .results;
    expect(await events(one)).toMatchObject([
      { event_type: 'unrelated', extra_data: { last_relation_type: 'blocked_by', last_related_task_id: other } },
      { event_type: 'related', extra_data: { relation_id: id, relation_type: 'blocked_by', related_task_id: other } },
    ]);
    expect(await events(other)).toMatchObject([
      { event_type: 'unrelated' },
      { extra_data: { relation_type: 'blocks' } },
    ]);
  });
});
