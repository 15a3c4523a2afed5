import type { Task } from '../../api/types';
import { groupBy } from '../../state/group-by';

export interface Branch {
  task: Task;
  /** 0 at the top. */
  depth: number;
}

/** The tasks in the order in which they are shown: each followed by its subtasks. One whose parent is elsewhere is at the top. */
export function asTree(tasks: Task[]): Branch[] {
  const here = new Set(tasks.map(({ id }) => id));
  const children = groupBy(tasks, ({ parent_id }) => (parent_id && here.has(parent_id) ? parent_id : null));
  const grow = (parent: string | null, depth: number): Branch[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.child_order - b.child_order)
      .flatMap((task) => [{ task, depth }, ...grow(task.id, depth + 1)]);
  return grow(null, 0);
}

/** A task and everything below it, the task first. */
export function familyOf(tasks: Task[], id: string): Task[] {
  const self = tasks.filter((task) => task.id === id);
  return [...self, ...tasks.filter((task) => task.parent_id === id).flatMap((child) => familyOf(tasks, child.id))];
}
