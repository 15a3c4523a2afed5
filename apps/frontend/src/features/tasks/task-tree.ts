import type { Task } from '../../api/types';
import { groupBy } from '../../state/group-by';

export interface Branch {
  task: Task;
  /** 0 at the top. */
  depth: number;
  /** How many tasks are below it; none unless told. */
  under?: number;
}

/** The tasks in the order in which they are shown: each followed by its subtasks. One whose parent is elsewhere is at the top. */
export function asTree(tasks: Task[]): Branch[] {
  const here = new Set(tasks.map(({ id }) => id));
  const children = groupBy(tasks, ({ parent_id }) => (parent_id && here.has(parent_id) ? parent_id : null));
  const grow = (parent: string | null, depth: number): Branch[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.child_order - b.child_order)
      .flatMap((task) => {
        const below = grow(task.id, depth + 1);
        return [{ task, depth, under: below.length }, ...below];
      });
  return grow(null, 0);
}

/** A task as a list shows it. */
export interface Line extends Required<Branch> {
  /** Whether those below it are hidden. */
  folded: boolean;
}

/** What a list shows of its branches: all but those below a folded task. */
export function linesOf(branches: Branch[], isFolded: (task: Task) => boolean): Line[] {
  const lines: Line[] = [];
  let hidden = 0;
  for (const { task, depth, under = 0 } of branches) {
    if (hidden > 0) {
      hidden -= 1;
      continue;
    }
    const folded = under > 0 && isFolded(task);
    lines.push({ task, depth, under, folded });
    if (folded) hidden = under;
  }
  return lines;
}

/** Those of some tasks that are below none that is folded. */
export function unfolded(tasks: Task[]): Task[] {
  return linesOf(asTree(tasks), ({ is_collapsed }) => is_collapsed).map(({ task }) => task);
}

/** A task and everything below it, the task first. */
export function familyOf(tasks: Task[], id: string): Task[] {
  const self = tasks.filter((task) => task.id === id);
  return [...self, ...tasks.filter((task) => task.parent_id === id).flatMap((child) => familyOf(tasks, child.id))];
}
