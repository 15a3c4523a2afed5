import type { Task } from '../../api/types';
import { depthOf, slotNested } from './nesting';
import { slotBeside, slotOf, type Slot } from './slots';
import { familyOf } from './task-tree';

/** A line in the coordinates of the window. */
export interface DropLine {
  left: number;
  top: number;
  width: number;
}

export interface DropTarget {
  slot: Slot;
  line: DropLine | null;
  /** Set when it is a project in the sidebar. */
  projectId?: string;
}

const ROW = '[data-task-row]';

/** How far a subtask is stepped in. */
const LEVEL_PX = 36;

/** Where in its section something is held: how far from the left. */
export function gripOf(element: Element | null, x: number): number {
  return x - (element?.closest('[data-drop-section]')?.getBoundingClientRect().left ?? x);
}

/**
 * What lies under the pointer: a project in the sidebar (`data-drop-project`), a task of the arrangement (`data-task-row`), or
 * a section of it (`data-drop-section`, empty for none, within `data-drop-in`, the project). What is held further to the right
 * than where it was taken (`grip`) goes under the task above the line, further to the left out from under one.
 */
export function findSlot(tasks: Task[], moved: Task, x: number, y: number, grip: number): DropTarget | null {
  const under = document.elementFromPoint(x, y);
  const project = under?.closest<HTMLElement>('[data-drop-project]')?.dataset.dropProject;
  if (project) return { slot: lastIn(project, null), line: null, projectId: project };

  const section = under?.closest<HTMLElement>('[data-drop-section]');
  const projectId = section?.closest<HTMLElement>('[data-drop-in]')?.dataset.dropIn;
  if (!section || !projectId) return null;
  const levels = Math.trunc((gripOf(section, x) - grip) / LEVEL_PX);
  const nest = (slot: Slot) => slotNested(tasks, slot, levels, moved.id);
  const indent = ({ parentId }: Slot) => depthOf(tasks, parentId) * LEVEL_PX;

  const rows = [...section.querySelectorAll<HTMLElement>(ROW)];
  const row = under?.closest<HTMLElement>(ROW) ?? rows.find((one) => y < one.getBoundingClientRect().top);
  if (!row) {
    const last = lastIn(projectId, section.dataset.dropSection || null);
    // without rows there is nothing that could be seen above it
    const slot = rows.length > 0 ? nest(last) : last;
    const { left, top, width } = (section.querySelector('[data-drop-end]') ?? section).getBoundingClientRect();
    return { slot, line: { left: left + indent(slot), top, width: width - indent(slot) } };
  }

  const over = tasks.find(({ id }) => id === row.dataset.taskRow);
  if (!over) return null;
  const { left, right, top, bottom } = row.getBoundingClientRect();
  const start = left + Number.parseFloat(getComputedStyle(row).paddingLeft) - indent(slotOf(tasks, over));
  const isOwn = familyOf(tasks, moved.id).includes(over);
  const side = isOwn || y >= (top + bottom) / 2 ? 'below' : 'above';
  const slot = nest(isOwn ? slotOf(tasks, moved) : slotBeside(tasks, over, side, moved.id));
  if (isOwn && slot.parentId === moved.parent_id) return null;
  const from = start + indent(slot);
  return { slot, line: { left: from, top: side === 'above' ? top : bottom, width: right - from } };
}

function lastIn(projectId: string, sectionId: string | null): Slot {
  return { projectId, sectionId, parentId: null, beforeId: null };
}
