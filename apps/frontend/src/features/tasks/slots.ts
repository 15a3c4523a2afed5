import type { Task } from '../../api/types';
import { familyOf } from './task-tree';

/** Between tasks that are added one after the other. */
const gap = 1024;

/** A list of siblings. */
interface Siblings {
  projectId: string;
  sectionId: string | null;
  parentId: string | null;
}

/** A place among siblings: before one of them, or last. */
export interface Slot extends Siblings {
  beforeId: string | null;
}

/** A slot as the API wants it told, and what the tasks look like then. */
export interface Arrangement {
  /** Where it goes; null when it stays with its siblings. */
  target: { project_id: string } | { section_id: string } | { parent_id: string } | null;
  /** Its position there; null for the last. */
  order: number | null;
  /** The task and those under it, in their new place. */
  moved: Task[];
  /** Siblings that make room. */
  shifted: Task[];
}

const siblingsOf = ({ project_id, section_id, parent_id }: Task): Siblings => ({
  projectId: project_id,
  sectionId: section_id,
  parentId: parent_id,
});

/** The tasks of one list of siblings, in order. */
export function tasksAmong(tasks: Task[], { projectId, sectionId, parentId }: Siblings): Task[] {
  return tasks
    .filter((task) =>
      parentId
        ? task.parent_id === parentId
        : !task.parent_id && task.project_id === projectId && task.section_id === sectionId,
    )
    .toSorted((a, b) => a.child_order - b.child_order);
}

/** The slot that a task is in. */
export function slotOf(tasks: Task[], task: Task): Slot {
  const here = siblingsOf(task);
  const siblings = tasksAmong(tasks, here);
  return { ...here, beforeId: siblings[siblings.findIndex(({ id }) => id === task.id) + 1]?.id ?? null };
}

/** The slot just above a line, or just below it: there its first subtask would come next. */
export function slotBeside(tasks: Task[], over: Task, side: 'above' | 'below', movedId: string): Slot {
  const here = siblingsOf(over);
  if (side === 'above') return { ...here, beforeId: over.id };
  const inside = { ...here, parentId: over.id };
  const [first] = tasksAmong(tasks, inside).filter(({ id }) => id !== movedId);
  if (first) return { ...inside, beforeId: first.id };
  const others = tasksAmong(tasks, here).filter(({ id }) => id !== movedId);
  const next = others[others.findIndex(({ id }) => id === over.id) + 1];
  return { ...here, beforeId: next?.id ?? null };
}

/**
 * The slot one step up or down among the task's siblings; past the first and the last of them in the section before or after.
 * `far` goes to that section at once. Null where there is nowhere to go.
 */
export function slotOneStep(
  tasks: Task[],
  task: Task,
  step: 1 | -1,
  sections: (string | null)[],
  far = false,
): Slot | null {
  const here = siblingsOf(task);
  const siblings = tasksAmong(tasks, here);
  const at = siblings.findIndex(({ id }) => id === task.id);
  if (!far && siblings[at + step]) {
    const next = step > 0 ? siblings[at + 2] : siblings[at - 1];
    return { ...here, beforeId: next?.id ?? null };
  }
  const sectionId = sections[sections.indexOf(task.section_id) + step];
  if (task.parent_id || sectionId === undefined) return null;
  const there = { ...here, sectionId };
  const [first] = step > 0 && !far ? tasksAmong(tasks, there) : [];
  return { ...there, beforeId: first?.id ?? null };
}

/** What has to happen for a task to come to a slot; null when it is there, or when it would end up under itself. */
export function arrangementOf(tasks: Task[], id: string, slot: Slot): Arrangement | null {
  const family = familyOf(tasks, id);
  const [task] = family;
  if (!task || family.some((one) => one.id === slot.parentId || one.id === slot.beforeId)) return null;
  const here = siblingsOf(task);
  const all = tasksAmong(tasks, slot);
  const others = all.filter((one) => one.id !== id);
  const before = others.find((one) => one.id === slot.beforeId);
  const stays = slot.parentId
    ? here.parentId === slot.parentId
    : !here.parentId && here.projectId === slot.projectId && here.sectionId === slot.sectionId;
  if (stays && (all[all.indexOf(task) + 1]?.id ?? null) === slot.beforeId) return null;

  const last = others.at(-1)?.child_order ?? 0;
  const position = before ? before.child_order : last + gap;
  const place = { project_id: slot.projectId, section_id: slot.sectionId };
  const top = { ...place, parent_id: slot.parentId, child_order: position };
  return {
    target: stays ? null : targetOf(slot),
    order: before || stays ? position : null,
    moved: family.map((one) => ({ ...one, ...(one.id === id ? top : place) })),
    shifted: before ? makingRoom(others.slice(others.indexOf(before))) : [],
  };
}

/**
 * Where those go that make room for one in front of them: the first halfway to the next, as at the server; where there is no
 * room, each one on as far as there is a gap, which is the same order.
 */
function makingRoom(tasks: Task[]): Task[] {
  const [first, second] = tasks;
  const room = (second?.child_order ?? first.child_order + 2 * gap) - first.child_order;
  if (room > 1) return [{ ...first, child_order: first.child_order + Math.floor(room / 2) }];
  const moved: Task[] = [];
  let taken = first.child_order;
  for (const one of tasks) {
    if (one.child_order > taken) break;
    taken += 1;
    moved.push({ ...one, child_order: taken });
  }
  return moved;
}

function targetOf({ projectId, sectionId, parentId }: Siblings): NonNullable<Arrangement['target']> {
  if (parentId) return { parent_id: parentId };
  return sectionId ? { section_id: sectionId } : { project_id: projectId };
}
