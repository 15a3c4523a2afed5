import { useClock } from '../../state/clock';
import { dayLabel, formatDay, type Day } from '../../state/days';
import { AddTask } from './AddTask';
import { agenda } from './agenda';
import { Carrying } from './Carrying';
import type { Place } from './Choice';
import { DayHeading } from '../../ui/DayHeading';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';
import { UnsavedTasks } from './UnsavedTasks';

const DAYS_AHEAD = 7;

/** The next days, one by one, and every later day that has something. */
export function UpcomingTasks({ inbox, projects }: { inbox: Place; projects: Place[] }) {
  const { zone, today } = useClock();
  return (
    <Carrying>
      <TasksLoaded>
        {(tasks) => {
          const { overdue, days } = agenda(tasks, zone, today, DAYS_AHEAD);
          return (
            <>
              <UnsavedTasks list="" projects={projects} />
              {overdue.length > 0 && (
                <section aria-label="Overdue">
                  <DayHeading title="Overdue" tone="overdue" note={String(overdue.length)} />
                  <TaskList
                    label="Overdue"
                    branches={overdue.map((task) => ({ task, depth: 0 }))}
                    projects={projects}
                    showPlace
                  />
                </section>
              )}
              {days.map((one) => {
                const { title, note } = headingOf(one.day, today);
                const list = `day:${one.day}`;
                return (
                  <section key={one.day} aria-label={`${title}, ${note}`}>
                    <DayHeading title={title} note={note} />
                    <TaskList
                      label={title}
                      branches={one.tasks.map((task) => ({ task, depth: 0 }))}
                      projects={projects}
                      showPlace
                      hideDay
                    />
                    <AddTask landing={{ list, projectId: inbox.id, day: one.day }} projects={projects} />
                  </section>
                );
              })}
            </>
          );
        }}
      </TasksLoaded>
    </Carrying>
  );
}

function headingOf(day: Day, today: Day): { title: string; note: string } {
  const title = dayLabel(day, today);
  const named = title === 'Today' || title === 'Tomorrow';
  if (named) return { title, note: formatDay(day, { weekday: 'long', day: 'numeric', month: 'long' }) };
  const isWeekday = !/\d/.test(title);
  return { title, note: formatDay(day, isWeekday ? { day: 'numeric', month: 'long' } : { weekday: 'long' }) };
}
