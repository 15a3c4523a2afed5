import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { anActor, aTask, count, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const times = <T>(n: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)));

it('lets only one of many simultaneous completions win', async () => {
  const { id } = await fixture.tasks.add(aTask(), actor);
  await times(20, () => fixture.tasks.close({ id }, actor));
  const sql = 'SELECT version FROM task WHERE id = ?';
  const [row] = await fixture.service.dataSource.query<{ version: number }[]>(sql, [idToBytes(id)]);
  expect(row.version).toBe(2);
});

it('opens one Inbox for many simultaneous first tasks, and gives each a place of its own', async () => {
  const tasks = await times(20, (index) => fixture.tasks.add(aTask({ content: `${index}` }), actor));
  expect(new Set(tasks.map(({ child_order }) => child_order)).size).toBe(20);
  expect(await count(fixture, 'project', 'user_id', actor.user_id)).toBe(1);
});

it('gives each of many simultaneous tasks for the first position a place of its own', async () => {
  await times(10, (index) => fixture.tasks.add(aTask({ content: `${index}`, order: 1 }), actor));
  const { results } = await fixture.tasks.list({}, actor);
  expect(results[0]).toMatchObject({ child_order: 1 });
  expect(new Set(results.map(({ child_order }) => child_order)).size).toBe(10);
});

it('loses none of many simultaneous changes to different fields', async () => {
  const { id } = await fixture.tasks.add(aTask(), actor);
  await Promise.all([
    fixture.tasks.update({ id, content: 'Prune the roses' }, actor),
    fixture.tasks.update({ id, description: 'In March' }, actor),
    fixture.tasks.update({ id, priority: 4 }, actor),
    fixture.tasks.update({ id, labels: ['garden'] }, actor),
    fixture.tasks.update({ id, due_date: '2027-03-01' }, actor),
  ]);
  expect(await fixture.tasks.get({ id }, actor)).toMatchObject({
    content: 'Prune the roses',
    description: 'In March',
    priority: 4,
    labels: ['garden'],
    due: { date: '2027-03-01' },
  });
});

it('lets two tasks that are moved under each other form no circle', async () => {
  const [one, two] = [await fixture.tasks.add(aTask(), actor), await fixture.tasks.add(aTask(), actor)];
  const moves = await Promise.allSettled([
    fixture.tasks.move({ id: one.id, parent_id: two.id }, actor),
    fixture.tasks.move({ id: two.id, parent_id: one.id }, actor),
  ]);
  expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('moves tasks between two projects in both directions at once', async () => {
  const [a, b] = [await fixture.projects.add({ name: 'A' }, actor), await fixture.projects.add({ name: 'B' }, actor)];
  const inA = await times(5, () => fixture.tasks.add(aTask({ project_id: a.id }), actor));
  const inB = await times(5, () => fixture.tasks.add(aTask({ project_id: b.id }), actor));
  await Promise.all([
    ...inA.map(({ id }) => fixture.tasks.move({ id, project_id: b.id }, actor)),
    ...inB.map(({ id }) => fixture.tasks.move({ id, project_id: a.id }, actor)),
  ]);
  expect(await count(fixture, 'task', 'project_id', a.id)).toBe(5);
  expect(await count(fixture, 'task', 'project_id', b.id)).toBe(5);
});

it('leaves no active task under one that is completed at the same time', async () => {
  const parent = await fixture.tasks.add(aTask(), actor);
  const [, ...added] = await Promise.allSettled([
    fixture.tasks.close({ id: parent.id }, actor),
    ...Array.from({ length: 5 }, () => fixture.tasks.add(aTask({ parent_id: parent.id }), actor)),
  ]);
  for (const result of added) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'task.parent_completed' });
  }
  expect((await fixture.tasks.list({ parent_id: parent.id }, actor)).results).toEqual([]);
});

it('gives a label name away once', async () => {
  const attempts = await Promise.allSettled(times10(() => fixture.labels.add({ name: 'errand' }, actor)));
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'conflict', code: 'label.name_taken' },
  });
});

const times10 = <T>(work: () => Promise<T>): Promise<T>[] => Array.from({ length: 10 }, work);
