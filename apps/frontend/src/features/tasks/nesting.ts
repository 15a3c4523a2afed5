import type { Task } from '../../api/types';
import { slotOf, tasksAmong, type Slot } from './slots';

/**
 * A slot some levels further in, each time as the last under the task just above, or, with fewer than none, further out, after
 * the task that it was under; as far as that goes.
 */
export function slotNested(tasks: Task[], slot: Slot, levels: number, movedId: string): Slot {
  if (levels === 0) return slot;
  const others = tasks.filter(({ id }) => id !== movedId);
  const next = levels > 0 ? within(others, slot) : outside(others, slot);
  return next ? slotNested(tasks, next, levels - Math.sign(levels), movedId) : slot;
}

/** The slot that a task comes to one level further in or out; null where there is none. */
export function slotOneLevel(tasks: Task[], task: Task, level: 1 | -1): Slot | null {
  const here = slotOf(tasks, task);
  const others = tasks.filter(({ id }) => id !== task.id);
  return level > 0 ? within(others, here) : outside(others, { ...here, beforeId: null });
}

/** How many tasks one under `parentId` is under. */
export function depthOf(tasks: Task[], parentId: string | null): number {
  const parent = tasks.find(({ id }) => id === parentId);
  return parent ? 1 + depthOf(tasks, parent.parent_id) : 0;
}

function within(others: Task[], slot: Slot): Slot | null {
  const siblings = tasksAmong(others, slot);
  const at = siblings.findIndex(({ id }) => id === slot.beforeId);
  const above = siblings[(at < 0 ? siblings.length : at) - 1];
  return above ? { ...slot, parentId: above.id, beforeId: null } : null;
}

/** Only from behind the last: what follows would not be behind it any more. */
function outside(others: Task[], slot: Slot): Slot | null {
  const parent = others.find(({ id }) => id === slot.parentId);
  return parent && slot.beforeId === null ? slotOf(others, parent) : null;
}
