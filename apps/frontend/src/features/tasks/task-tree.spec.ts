import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { asTree, familyOf } from './task-tree';

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

  it('knows everything below a task', () => {
    expect(familyOf(tasks, 'a').map(({ id }) => id)).toEqual(['a', 'a2', 'a1', 'a1x']);
  });
});
