import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { arrangementOf, slotBeside, slotOneStep, tasksAmong, type Slot } from './slots';

const aTask = (id: string, child_order: number, place: Partial<Task> = {}): Task =>
  ({ id, child_order, project_id: 'p', section_id: null, parent_id: null, ...place }) as Task;

const top: Slot = { projectId: 'p', sectionId: null, parentId: null, beforeId: null };

/** a, with a1 and a2 under it, b and c; s in a section. */
const tasks = [
  aTask('a', 1),
  aTask('a1', 1, { parent_id: 'a' }),
  aTask('a2', 2, { parent_id: 'a' }),
  aTask('b', 2),
  aTask('c', 3),
  aTask('s', 1, { section_id: 'one' }),
];

const named = (id: string): Task => tasks.find((task) => task.id === id)!;

/** The tasks after an arrangement, as the API would answer them. */
function after(id: string, slot: Slot): Task[] {
  const { moved, shifted } = arrangementOf(tasks, id, slot)!;
  const changed = new Map([...shifted, ...moved].map((task) => [task.id, task]));
  return tasks.map((task) => changed.get(task.id) ?? task);
}

const order = (all: Task[], siblings: Slot): string =>
  tasksAmong(all, siblings)
    .map(({ id }) => id)
    .join(' ');

describe('the slot beside a line', () => {
  it('is before the task above whose middle it is', () => {
    expect(slotBeside(tasks, named('b'), 'above', 'c')).toEqual({ ...top, beforeId: 'b' });
  });

  it('is before the next sibling below, or last', () => {
    expect(slotBeside(tasks, named('b'), 'below', 'a')).toEqual({ ...top, beforeId: 'c' });
    expect(slotBeside(tasks, named('c'), 'below', 'a')).toEqual(top);
    expect(slotBeside(tasks, named('b'), 'below', 'c')).toEqual(top);
  });

  it('is the first among its subtasks below one that has some', () => {
    expect(slotBeside(tasks, named('a'), 'below', 'c')).toEqual({ ...top, parentId: 'a', beforeId: 'a1' });
  });
});

describe('one step', () => {
  it('goes past the neighbour', () => {
    expect(slotOneStep(tasks, named('b'), -1, [null])).toEqual({ ...top, beforeId: 'a' });
    expect(slotOneStep(tasks, named('a'), 1, [null])).toEqual({ ...top, beforeId: 'c' });
    expect(slotOneStep(tasks, named('b'), 1, [null])).toEqual(top);
  });

  it('goes from the end of one section to the beginning of the next, and back', () => {
    expect(slotOneStep(tasks, named('c'), 1, [null, 'one'])).toEqual({ ...top, sectionId: 'one', beforeId: 's' });
    expect(slotOneStep(tasks, named('s'), -1, [null, 'one'])).toEqual(top);
  });

  it('goes to the end of the next section when it is a far one', () => {
    expect(slotOneStep(tasks, named('a'), 1, [null, 'one'], true)).toEqual({ ...top, sectionId: 'one' });
  });

  it('leaves the first, the last and subtasks where they are', () => {
    expect(slotOneStep(tasks, named('a'), -1, [null, 'one'])).toBeNull();
    expect(slotOneStep(tasks, named('s'), 1, [null, 'one'])).toBeNull();
    expect(slotOneStep(tasks, named('a2'), 1, [null, 'one'])).toBeNull();
  });
});

describe('an arrangement', () => {
  it('puts a task before another one, which makes room', () => {
    const slot = { ...top, beforeId: 'b' };
    expect(arrangementOf(tasks, 'c', slot)).toMatchObject({ target: null, order: 2 });
    expect(order(after('c', slot), slot)).toBe('a c b');
  });

  it('moves nobody but the one whose place it takes where there is room', () => {
    const roomy = [aTask('a', 1024), aTask('b', 2048), aTask('c', 3072)];
    const { shifted } = arrangementOf(roomy, 'c', { ...top, beforeId: 'a' })!;
    expect(shifted.map(({ id, child_order }) => [id, child_order])).toEqual([['a', 1536]]);
  });

  it('puts it last among its siblings', () => {
    expect(arrangementOf(tasks, 'a', top)).toMatchObject({ target: null, order: 3 + 1024, shifted: [] });
    expect(order(after('a', top), top)).toBe('b c a');
  });

  it('takes its subtasks along into a section, and needs no order to be last there', () => {
    const slot = { ...top, sectionId: 'one' };
    const arrangement = arrangementOf(tasks, 'a', slot);
    expect(arrangement).toMatchObject({ target: { section_id: 'one' }, order: null });
    expect(arrangement?.moved.map(({ id, section_id, parent_id }) => [id, section_id, parent_id])).toEqual([
      ['a', 'one', null],
      ['a1', 'one', 'a'],
      ['a2', 'one', 'a'],
    ]);
    expect(order(after('a', slot), slot)).toBe('s a');
  });

  it('makes a subtask of a task, and a task of a subtask', () => {
    const inside = { ...top, parentId: 'a', beforeId: 'a2' };
    expect(arrangementOf(tasks, 'c', inside)).toMatchObject({ target: { parent_id: 'a' }, order: 2 });
    expect(order(after('c', inside), inside)).toBe('a1 c a2');
    expect(arrangementOf(tasks, 'a1', top)).toMatchObject({ target: { project_id: 'p' }, order: null });
  });

  it('is nothing where the task is already', () => {
    expect(arrangementOf(tasks, 'b', { ...top, beforeId: 'c' })).toBeNull();
    expect(arrangementOf(tasks, 'c', top)).toBeNull();
    expect(arrangementOf(tasks, 'b', { ...top, beforeId: 'b' })).toBeNull();
  });

  it('is nothing under the task itself', () => {
    expect(arrangementOf(tasks, 'a', { ...top, parentId: 'a2' })).toBeNull();
    expect(arrangementOf(tasks, 'a', { ...top, parentId: 'a', beforeId: 'a1' })).toBeNull();
  });
});
