import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { asTree, familyOf, linesOf, unfolded, type Line } from './task-tree';

const aTask = (id: string, parent_id: string | null = null, child_order = 0): Task =>
  ({ id, parent_id, child_order }) as Task;

describe('a tree of tasks', () => {
  const tasks = [
    aTask('b', null, 2),
    aTask('a2', 'a', 2),
    aTask('a1', 'a', 1),
    aTask('a', null, 1),
    aTask('a1x', 'a1'),
  ];

  it('shows each task before its subtasks, in their order', () => {
    expect(asTree(tasks).map(({ task, depth }) => `${depth}${task.id}`)).toEqual(['0a', '1a1', '2a1x', '1a2', '0b']);
  });

  it('puts a subtask whose parent is elsewhere at the top', () => {
    expect(asTree([aTask('a1', 'a')]).map(({ depth }) => depth)).toEqual([0]);
  });

  const line = ({ task, under, folded }: Line): string => `${task.id}${folded ? `+${under}` : ''}`;
  const folding =
    (...ids: string[]) =>
    ({ id }: Task): boolean =>
      ids.includes(id);

  it('hides what is below a folded task, and counts it', () => {
    expect(linesOf(asTree(tasks), folding('a')).map(line)).toEqual(['a+3', 'b']);
    expect(linesOf(asTree(tasks), folding('a1')).map(line)).toEqual(['a', 'a1+1', 'a2', 'b']);
  });

  it('counts all that is below a folded task, also what is folded itself', () => {
    expect(linesOf(asTree(tasks), folding('a', 'a1')).map(line)).toEqual(['a+3', 'b']);
  });

  it('folds nothing where nothing is below', () => {
    expect(linesOf(asTree(tasks), folding('a2', 'b')).map(line)).toEqual(['a', 'a1', 'a1x', 'a2', 'b']);
    expect(linesOf([{ task: tasks[0], depth: 0 }], () => true).map(line)).toEqual(['b']);
  });

  it('knows everything below a task', () => {
    expect(familyOf(tasks, 'a').map(({ id }) => id)).toEqual(['a', 'a2', 'a1', 'a1x']);
  });

  it('leaves out what is below folded tasks', () => {
    const known = tasks.map((task) => ({ ...task, is_collapsed: task.id === 'a1' }));
    expect(unfolded(known).map(({ id }) => id)).toEqual(['a', 'a1', 'a2', 'b']);
  });
});
