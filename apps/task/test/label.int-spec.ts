import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { gap } from '../src/list/make-room.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const labelsOf = async (id: string): Promise<string[]> => (await fixture.tasks.get({ id }, actor)).labels;

it('follows a new name on every task, and on nobody else’s', async () => {
  const label = await fixture.labels.add({ name: 'errand' }, actor);
  const other = anActor();
  const foreign = await fixture.tasks.add(aTask({ labels: ['errand'] }), other);
  const task = await fixture.tasks.add(aTask({ labels: ['a', 'errand', 'z'] }), actor);
  const both = await fixture.tasks.add(aTask({ labels: ['errand', 'shop'] }), actor);
  await fixture.labels.update({ id: label.id, name: 'shop' }, actor);
  expect(await labelsOf(task.id)).toEqual(['a', 'shop', 'z']);
  expect(await labelsOf(both.id)).toEqual(['shop']);
  expect(await fixture.tasks.get({ id: foreign.id }, other)).toMatchObject({ labels: ['errand'] });
  expect((await fixture.tasks.list({ label: 'errand' }, actor)).results).toEqual([]);
});

it('goes from every task when it is deleted', async () => {
  const label = await fixture.labels.add({ name: 'errand' }, actor);
  const task = await fixture.tasks.add(aTask({ labels: ['a', 'errand'] }), actor);
  await fixture.labels.delete({ id: label.id }, actor);
  expect(await labelsOf(task.id)).toEqual(['a']);
  await expect(fixture.labels.get({ id: label.id }, actor)).rejects.toMatchObject({ code: 'label.not_found' });
});

it('has a name of its own, to the letter', async () => {
  await fixture.labels.add({ name: 'errand' }, actor);
  const taken = { kind: 'conflict', code: 'label.name_taken', details: { field: 'name' } };
  await expect(fixture.labels.add({ name: ' errand ' }, actor)).rejects.toMatchObject(taken);
  const upper = await fixture.labels.add({ name: 'Errand' }, actor);
  await expect(fixture.labels.update({ id: upper.id, name: 'errand' }, actor)).rejects.toMatchObject(taken);
  expect(await fixture.labels.update({ id: upper.id, name: 'Errand', color: 'red' }, actor)).toMatchObject({
    name: 'Errand',
    color: 'red',
  });
  expect(await fixture.labels.add({ name: 'errand' }, anActor())).toMatchObject({ name: 'errand' });
});

it('is listed in the order that was asked for', async () => {
  await fixture.labels.add({ name: 'b' }, actor);
  await fixture.labels.add({ name: 'a', is_favorite: true }, actor);
  await fixture.labels.add({ name: 'first', order: 0 }, actor);
  const { results, next_cursor } = await fixture.labels.list({}, actor);
  expect(results.map(({ name, order }) => [name, order])).toEqual([
    ['first', 0],
    ['b', gap],
    ['a', 2 * gap],
  ]);
  expect(next_cursor).toBeNull();
});
