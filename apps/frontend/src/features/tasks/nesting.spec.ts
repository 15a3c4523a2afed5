import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { depthOf, slotNested, slotOneLevel } from './nesting';
import { arrangementOf, slotBeside, slotOf, type Slot } from './slots';
import { unfolded } from './task-tree';

const aTask = (id: string, child_order: number, parent_id: string | null = null): Task =>
  ({ id, child_order, parent_id, project_id: 'p', section_id: null }) as Task;

const top: Slot = { projectId: 'p', sectionId: null, parentId: null, beforeId: null };

/** a with a1 and a2 under it, a2 with a21; then b and c. */
const tasks = [
  aTask('a', 1),
  aTask('a1', 1, 'a'),
  aTask('a2', 2, 'a'),
  aTask('a21', 1, 'a2'),
  aTask('b', 2),
  aTask('c', 3),
];

const named = (id: string): Task => tasks.find((task) => task.id === id)!;

describe('a slot further in', () => {
  it('is the last under the task just above', () => {
    expect(slotNested(tasks, { ...top, beforeId: 'b' }, 1, 'c')).toEqual({ ...top, parentId: 'a' });
    expect(slotNested(tasks, top, 1, 'c')).toEqual({ ...top, parentId: 'b' });
  });

  it('goes as far as there are tasks to be under', () => {
    expect(slotNested(tasks, { ...top, beforeId: 'b' }, 9, 'c')).toEqual({ ...top, parentId: 'a21' });
    expect(slotNested(tasks, { ...top, beforeId: 'a' }, 1, 'c')).toEqual({ ...top, beforeId: 'a' });
  });

  it('is never under the task that moves', () => {
    expect(slotNested(tasks, { ...top, beforeId: 'c' }, 1, 'b')).toEqual({ ...top, parentId: 'a' });
  });
});

describe('a slot further out', () => {
  it('is after the task that it was under', () => {
    expect(slotNested(tasks, { ...top, parentId: 'a2' }, -1, 'c')).toEqual({ ...top, parentId: 'a' });
    expect(slotNested(tasks, { ...top, parentId: 'a2' }, -9, 'c')).toEqual({ ...top, beforeId: 'b' });
  });

  it('is none while others follow under the same task', () => {
    const between = { ...top, parentId: 'a', beforeId: 'a2' };
    expect(slotNested(tasks, between, -1, 'c')).toEqual(between);
  });
});

describe('one level', () => {
  it('leads under the sibling above, and back', () => {
    expect(slotOneLevel(tasks, named('b'), 1)).toEqual({ ...top, parentId: 'a' });
    expect(slotOneLevel(tasks, named('a2'), -1)).toEqual({ ...top, beforeId: 'b' });
    expect(slotOneLevel(tasks, named('a1'), -1)).toEqual({ ...top, beforeId: 'b' });
  });

  it('leads nowhere for the first and for those at the top', () => {
    expect(slotOneLevel(tasks, named('a'), 1)).toBeNull();
    expect(slotOneLevel(tasks, named('b'), -1)).toBeNull();
  });
});

it('tells how deep a task is and which slot it is in', () => {
  expect(['a', 'a1', 'a21'].map((id) => depthOf(tasks, named(id).parent_id))).toEqual([0, 1, 2]);
  expect(slotOf(tasks, named('a1'))).toEqual({ ...top, parentId: 'a', beforeId: 'a2' });
  expect(slotOf(tasks, named('c'))).toEqual(top);
});

describe('a folded task', () => {
  const folded = tasks.map((task) => ({ ...task, is_collapsed: task.id === 'a' }));
  const shown = unfolded(folded);

  it('has the slot after it below it', () => {
    expect(slotBeside(shown, named('a'), 'below', 'c')).toEqual({ ...top, beforeId: 'b' });
  });

  it('takes a task as its last, and nothing further in', () => {
    const last = { ...top, parentId: 'a' };
    expect(slotNested(shown, { ...top, beforeId: 'b' }, 1, 'c')).toEqual(last);
    expect(slotNested(shown, { ...top, beforeId: 'b' }, 9, 'c')).toEqual(last);
    expect(arrangementOf(folded, 'c', last)).toMatchObject({ target: { parent_id: 'a' }, order: null, shifted: [] });
  });

  it('takes along what it hides', () => {
    const { moved } = arrangementOf(folded, 'a', { ...top, sectionId: 'one' })!;
    expect(moved.map(({ id }) => id)).toEqual(['a', 'a1', 'a2', 'a21']);
  });
});
