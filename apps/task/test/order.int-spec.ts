import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => void (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

async function listOf(...contents: string[]): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const content of contents) tasks.push(await fixture.tasks.add(aTask({ content }), actor));
  return tasks;
}

const list = async (): Promise<Task[]> => (await fixture.tasks.list({}, actor)).results;
const move = ({ id }: Task, order: number): Promise<Task> => fixture.tasks.update({ id, order }, actor);

it('moves a task up by making room as far as the place that it leaves', async () => {
  const before = await listOf('a', 'b', 'c', 'd', 'e', 'f');
  await move(before[3], before[1].child_order);
  const after = await list();
  expect(after.map(({ content }) => content).join('')).toBe('adbcef');
  expect(after.map(({ child_order }) => child_order)).toEqual([1, 2, 3, 4, 5, 6]);
  const untouched = [before[0], before[4], before[5]];
  expect(after.filter(({ version }) => version === 1)).toEqual(untouched);
});

it('makes room as far as the next gap, wherever a task comes from', async () => {
  const before = await listOf('a', 'b', 'c', 'd', 'e', 'f');
  await fixture.tasks.delete({ id: before[2].id }, actor);
  await fixture.tasks.add(aTask({ content: 'new', order: 1 }), actor);
  const after = await list();
  expect(after.map(({ content }) => content)).toEqual(['new', 'a', 'b', 'd', 'e', 'f']);
  expect(after.filter(({ version }) => version > 1).map(({ content }) => content)).toEqual(['a', 'b']);
});

it('puts a task before the one whose place it takes, and past all of them', async () => {
  const [a, , c] = await listOf('a', 'b', 'c');
  await move(a, c.child_order);
  expect((await list()).map(({ content }) => content).join('')).toBe('bac');
  await move(c, 900);
  await fixture.tasks.add(aTask({ content: 'd' }), actor);
  expect((await list()).map(({ content, child_order }) => [content, child_order])).toEqual([
    ['b', 2],
    ['a', 3],
    ['c', 900],
    ['d', 901],
  ]);
});

it('gives each a place of its own however many are moved at the same time', async () => {
  const tasks = await listOf('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  await Promise.all(tasks.map((task, index) => move(task, 1 + ((index * 5) % 8))));
  const after = await list();
  expect(after.map(({ id }) => id).sort()).toEqual(tasks.map(({ id }) => id).sort());
  expect(new Set(after.map(({ child_order }) => child_order)).size).toBe(8);
});
