import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, type ReactNode } from 'react';
import { ArrangingContext, type Arranging } from './arranging';
import { followPointer, useStillWhileDragging } from './dragging';
import { DragLayer } from './DragLayer';
import { useTaskActions } from './task-actions';
import { cachedTasks } from './task-queries';

/** Lets the tasks in it be dragged to a project in the sidebar, in views that have an order of their own. */
export function Carrying({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { arrange } = useTaskActions();
  const frame = useRef<HTMLDivElement>(null);
  useStillWhileDragging(frame);

  const arranging = useMemo<Arranging>(
    () => ({
      steps: null,
      grab: (task, { nativeEvent }) =>
        followPointer(nativeEvent, task, {
          tasks: () => cachedTasks(client),
          onDrop: (slot) => void arrange(task, slot),
        }),
    }),
    [client, arrange],
  );

  return (
    <ArrangingContext value={arranging}>
      <div ref={frame}>{children}</div>
      <DragLayer />
    </ArrangingContext>
  );
}
