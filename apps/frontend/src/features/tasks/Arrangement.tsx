import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Section, Task } from '../../api/types';
import { ArrangingContext, type Arranging } from './arranging';
import { followPointer, useStillWhileDragging } from './dragging';
import { DragLayer } from './DragLayer';
import { slotOneLevel } from './nesting';
import { slotOneStep, tasksAmong, type Slot } from './slots';
import { useTaskActions } from './task-actions';
import { cachedTasks } from './task-queries';
import { unfolded } from './task-tree';

/** How long after a step a lost focus is its doing. */
const REFOCUS_MS = 2_000;

interface ArrangementProps {
  projectId: string;
  /** In the order in which they are shown. */
  sections: Section[];
  /** Whether the person may. */
  allowed: boolean;
  /** Hides the tasks of a section, or shows them; null where all are shown anyway. */
  foldSection: ((section: Section, folded: boolean) => void) | null;
  children: ReactNode;
}

/** Lets the tasks in it be dragged, and moved with the keyboard; says where they went. */
export function Arrangement({ projectId, sections, allowed, foldSection, children }: ArrangementProps) {
  const client = useQueryClient();
  const { arrange, fold } = useTaskActions();
  const frame = useRef<HTMLDivElement>(null);
  const refocus = useRef({ id: '', until: 0 });
  const [said, say] = useState('');
  useStillWhileDragging(frame);

  const arranging = useMemo<Arranging>(() => {
    const places = [null, ...sections.map(({ id }) => id)];
    const nameOf = (id: string | null) => sections.find((section) => section.id === id)?.name;
    const reveal = ({ sectionId, parentId }: Slot) => {
      const parent = cachedTasks(client).find(({ id }) => id === parentId);
      const section = sections.find(({ id }) => id === sectionId);
      if (parent?.is_collapsed) void fold(parent, false);
      if (section?.is_collapsed) foldSection?.(section, false);
    };
    const put = (task: Task, slot: Slot) => {
      reveal(slot);
      void arrange(task, slot).then(() => say(whereabouts(cachedTasks(client), task.id, nameOf)));
    };
    const go = (task: Task, find: (tasks: Task[], now: Task) => Slot | null) => {
      const tasks = cachedTasks(client);
      const slot = find(tasks, tasks.find(({ id }) => id === task.id) ?? task);
      if (!slot) return say(`“${task.content}” stays where it is.`);
      refocus.current = { id: task.id, until: Date.now() + REFOCUS_MS };
      put(task, slot);
    };
    return {
      steps: {
        step: (task, step, far) => go(task, (tasks, now) => slotOneStep(tasks, now, step, places, far)),
        nest: (task, level) => go(task, (tasks, now) => slotOneLevel(tasks, now, level)),
      },
      grab: (task, { nativeEvent }) => {
        const tasks = () => unfolded(cachedTasks(client).filter(({ project_id }) => project_id === projectId));
        followPointer(nativeEvent, task, { tasks, onDrop: (slot) => put(task, slot) });
      },
    };
  }, [client, projectId, sections, arrange, fold, foldSection]);

  // A task that changes its place may be a new element, and its focus be lost with the old one.
  useLayoutEffect(() => {
    const { id, until } = refocus.current;
    if (Date.now() > until || document.activeElement !== document.body) return;
    frame.current?.querySelector<HTMLElement>(`[data-task-row="${id}"] [data-task-link]`)?.focus();
  });

  return (
    <ArrangingContext value={allowed ? arranging : null}>
      <div ref={frame} data-drop-in={projectId}>
        {children}
      </div>
      <p className="hidden-visually" role="status" aria-label="Order">
        {said}
      </p>
      <DragLayer />
    </ArrangingContext>
  );
}

function whereabouts(tasks: Task[], id: string, nameOf: (id: string | null) => string | undefined): string {
  const task = tasks.find((one) => one.id === id);
  if (!task) return '';
  const { project_id: projectId, section_id: sectionId, parent_id: parentId } = task;
  const siblings = tasksAmong(tasks, { projectId, sectionId, parentId });
  const parent = tasks.find((one) => one.id === parentId);
  const name = nameOf(sectionId);
  const where = parent ? ` under “${parent.content}”` : name ? ` in ${name}` : '';
  return `“${task.content}” is number ${siblings.indexOf(task) + 1} of ${siblings.length}${where}.`;
}
