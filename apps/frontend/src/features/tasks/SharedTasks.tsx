import type { ReactNode } from 'react';
import type { Place } from './Choice';
import { sharedAlone } from './shared-alone';
import { asTree } from './task-tree';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';

/** The tasks that somebody shared with the person alone, without their projects. */
export function SharedTasks({ projects, empty }: { projects: Place[]; empty: ReactNode }) {
  return (
    <TasksLoaded>
      {(tasks) => {
        const found = sharedAlone(tasks, projects);
        return found.length ? <TaskList label="Shared with me" branches={asTree(found)} projects={projects} /> : empty;
      }}
    </TasksLoaded>
  );
}
