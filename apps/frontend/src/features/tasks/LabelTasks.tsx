import type { ReactNode } from 'react';
import { useClock } from '../../state/clock';
import { Carrying } from './Carrying';
import type { Place } from './Choice';
import { byDue } from './due';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';

/** The tasks that have a label, from all projects, by their dates. */
export function LabelTasks({ name, projects, empty }: { name: string; projects: Place[]; empty: ReactNode }) {
  const { zone } = useClock();
  return (
    <Carrying>
      <TasksLoaded>
        {(tasks) => {
          const found = tasks.filter(({ labels }) => labels.includes(name)).toSorted(byDue(zone));
          if (!found.length) return empty;
          return (
            <TaskList label={name} branches={found.map((task) => ({ task, depth: 0 }))} projects={projects} showPlace />
          );
        }}
      </TasksLoaded>
    </Carrying>
  );
}
