import type { ReactNode } from 'react';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { AddTask } from './AddTask';
import { agenda } from './agenda';
import { Carrying } from './Carrying';
import type { Place } from './Choice';
import { DayHeading } from '../../ui/DayHeading';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';
import { UnsavedTasks } from './UnsavedTasks';

interface TodayTasksProps {
  inbox: Place;
  projects: Place[];
  empty: ReactNode;
}

/** What is due today, after what should have been done before. */
export function TodayTasks({ inbox, projects, empty }: TodayTasksProps) {
  const { zone, today } = useClock();
  return (
    <Carrying>
      <TasksLoaded>
        {(tasks) => {
          const { overdue, days } = agenda(tasks, zone, today, 1);
          const due = days[0]?.tasks ?? [];
          return (
            <>
              {overdue.length > 0 && (
                <section aria-label="Overdue">
                  <DayHeading title="Overdue" tone="overdue" note={String(overdue.length)} />
                  <TaskList label="Overdue" branches={overdue.map(flat)} projects={projects} showPlace />
                </section>
              )}
              <section aria-label="Today">
                {overdue.length > 0 && <DayHeading title="Today" />}
                <TaskList label="Today" branches={due.map(flat)} projects={projects} showPlace hideDay />
                <UnsavedTasks list="today" projects={projects} />
                <AddTask landing={{ list: 'today', projectId: inbox.id, day: today }} projects={projects} />
              </section>
              {!overdue.length && !due.length && empty}
            </>
          );
        }}
      </TasksLoaded>
    </Carrying>
  );
}

const flat = (task: Task) => ({ task, depth: 0 });
