import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { type Task, taskContract } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { startService } from '#testing/service.js';
import { gap, lastPlace } from '../src/list/make-room.js';
import { taskService } from '../src/task.service.js';
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

it('writes the task that is moved and the one whose place it takes, however many there are', async () => {
  const before = await listOf('a', 'b', 'c', 'd', 'e', 'f');
  await move(before[3], before[1].child_order);
  const after = await list();
  expect(after.map(({ content }) => content).join('')).toBe('adbcef');
  expect(after[1].child_order).toBe(before[1].child_order);
  expect(after.filter(({ version }) => version > 1).map(({ content }) => content)).toEqual(['d', 'b']);
});

it('makes room where there is none, too, and keeps the order of those that make it', async () => {
  const tasks = await listOf('a', 'b', 'c', 'd');
  const items = tasks.map(({ id }, index) => ({ id, child_order: index + 1 }));
  await fixture.syncs.apply({ commands: [{ type: 'item_reorder', uuid: newId(), args: { items } }] }, actor);
  await fixture.tasks.add(aTask({ content: 'new', order: 2 }), actor);
  expect((await list()).map(({ content }) => content)).toEqual(['a', 'new', 'b', 'c', 'd']);
  await move(tasks[3], 1);
  expect((await list()).map(({ content }) => content)).toEqual(['d', 'a', 'new', 'b', 'c']);
});

it('puts a task before the one whose place it takes, and past all of them', async () => {
  const [a, , c] = await listOf('a', 'b', 'c');
  await move(a, c.child_order);
  expect((await list()).map(({ content }) => content).join('')).toBe('bac');
  await move(c, 90_000);
  await fixture.tasks.add(aTask({ content: 'd' }), actor);
  expect((await list()).map(({ content, child_order }) => [content, child_order])).toEqual([
    ['b', 2 * gap],
    ['a', 3 * gap],
    ['c', 90_000],
    ['d', 90_000 + gap],
  ]);
});

it('has room after the last place that one may ask for, and before what is there', async () => {
  await fixture.tasks.add(aTask({ content: 'a', order: lastPlace }), actor);
  await fixture.tasks.add(aTask({ content: 'b' }), actor);
  await fixture.tasks.add(aTask({ content: 'c', order: lastPlace }), actor);
  expect((await list()).map(({ content }) => content)).toEqual(['c', 'a', 'b']);
  expect((await list())[0].child_order).toBe(lastPlace);
});

it('gives each a place of its own however many are moved at the same time, through two replicas', async () => {
  const tasks = await listOf(...Array.from({ length: 8 }, (_, index) => `${index}`));
  const second = await startService(taskService);
  const replicas = [fixture.tasks, second.client(taskContract)];
  for (let round = 0; round < 3; round++) {
    const now = await list();
    const moves = tasks.map(({ id }, index) =>
      replicas[index % 2].update({ id, order: now[(index * 5 + round) % 4].child_order }, actor),
    );
    await Promise.all(moves);
  }
  const after = await list();
  expect(after.map(({ id }) => id).sort()).toEqual(tasks.map(({ id }) => id).sort());
  expect(new Set(after.map(({ child_order }) => child_order)).size).toBe(tasks.length);
  const written = after.reduce((sum, { version }) => sum + version - 1, 0);
  expect(written).toBeLessThan(3 * tasks.length * 4);
  await second.stop();
});
