import type { Task } from '../../api/types';
import { slotBeside, type Slot } from './slots';
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

/**
 * What lies under the pointer: a project in the sidebar (`data-drop-project`), a task of the arrangement (`data-task-row`), or
 * a section of it (`data-drop-section`, empty for none, within `data-drop-in`, the project).
 */
export function findSlot(tasks: Task[], moved: Task, x: number, y: number): DropTarget | null {
  const under = document.elementFromPoint(x, y);
  const project = under?.closest<HTMLElement>('[data-drop-project]')?.dataset.dropProject;
  if (project) return { slot: lastIn(project, null), line: null, projectId: project };

  const section = under?.closest<HTMLElement>('[data-drop-section]');
  const projectId = section?.closest<HTMLElement>('[data-drop-in]')?.dataset.dropIn;
  if (!section || !projectId) return null;
  const rows = [...section.querySelectorAll<HTMLElement>(ROW)];
  const row = under?.closest<HTMLElement>(ROW) ?? rows.find((one) => y < one.getBoundingClientRect().top);
  if (row) return besideRow(tasks, moved, row, y);
  const end = section.querySelector('[data-drop-end]') ?? section;
  const { left, top, width } = end.getBoundingClientRect();
  return { slot: lastIn(projectId, section.dataset.dropSection || null), line: { left, top, width } };
}

function besideRow(tasks: Task[], moved: Task, row: HTMLElement, y: number): DropTarget | null {
  const over = tasks.find(({ id }) => id === row.dataset.taskRow);
  if (!over || familyOf(tasks, moved.id).some(({ id }) => id === over.id)) return null;
  const { left, right, top, bottom } = row.getBoundingClientRect();
  const side = y < (top + bottom) / 2 ? 'above' : 'below';
  const slot = slotBeside(tasks, over, side, moved.id);
  const start = left + Number.parseFloat(getComputedStyle(row).paddingLeft);
  return { slot, line: { left: start, top: side === 'above' ? top : bottom, width: right - start } };
}

function lastIn(projectId: string, sectionId: string | null): Slot {
  return { projectId, sectionId, parentId: null, beforeId: null };
}
