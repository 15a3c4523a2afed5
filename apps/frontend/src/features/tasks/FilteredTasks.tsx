import type { ReactNode } from 'react';
import { usePanes } from '../../api/panes';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { Carrying } from './Carrying';
import type { Place } from './Choice';
import { DayHeading } from '../../ui/DayHeading';
import { byDue } from './due';
import { useFilteredIds } from './task-queries';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';

interface FilteredTasksProps {
  query: string;
  projects: Place[];
  /** Shown while nothing is found. */
  empty: ReactNode;
}

/** What a filter finds, pane by pane. */
export function FilteredTasks({ query, projects, empty }: FilteredTasksProps) {
  const { data, error } = usePanes(query);
  if (error) return <Notice tone="problem">{asProblem(error).message}</Notice>;
  if (!data) return <Skeleton label="Loading tasks" />;
  const { panes } = data;
  return (
    <Carrying>
      <TasksLoaded>
        {(tasks) =>
          panes.map((pane, index) => (
            <Pane
              key={index}
              query={pane.query}
              tasks={tasks}
              projects={projects}
              title={panes.length > 1 ? pane.query : undefined}
              empty={panes.length > 1 ? <p>Nothing here.</p> : empty}
            />
          ))
        }
      </TasksLoaded>
    </Carrying>
  );
}

interface PaneProps extends FilteredTasksProps {
  tasks: Task[];
  title: string | undefined;
}

function Pane({ query, tasks, projects, title, empty }: PaneProps) {
  const { zone } = useClock();
  const { data: ids } = useFilteredIds(query);
  if (!ids) return <Skeleton label="Loading tasks" />;
  const found = new Set(ids);
  const branches = tasks
    .filter(({ id }) => found.has(id))
    .toSorted(byDue(zone))
    .map((task) => ({ task, depth: 0 }));
  return (
    <section aria-label={query}>
      {title && <DayHeading title={title} note={String(branches.length)} />}
      <TaskList label={query} branches={branches} projects={projects} showPlace />
      {branches.length === 0 && empty}
    </section>
  );
}
