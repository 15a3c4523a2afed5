import { useSections } from '../../api/lists';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { Button } from '../../ui/Button';
import { DayHeading } from '../../ui/DayHeading';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import type { Place } from './Choice';
import { useTaskKeys } from './task-keys';
import { useArchivedTasks } from './task-queries';
import { asTree } from './task-tree';
import { TaskList } from './TaskList';

interface ArchivedTasksProps {
  /** What is put away: all of a project, or one section of it. */
  place: { projectId: string } | { sectionId: string };
  name: string;
  projects: Place[];
}

/** What is still to be done in something that was put away, to be read only. */
export function ArchivedTasks({ place, name, projects }: ArchivedTasksProps) {
  const { data: tasks, error, refetch } = useArchivedTasks(place);
  const { data: sections = [] } = useSections('projectId' in place ? place.projectId : '', 'projectId' in place);
  useTaskKeys();

  if (error) {
    return (
      <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
        The tasks could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!tasks) return <Skeleton label="Loading tasks" />;
  if (!tasks.length) {
    return (
      <EmptyState drawing="tray" title="Nothing was left to do">
        What was completed here is still found by searching.
      </EmptyState>
    );
  }
  const list = (label: string, some: Task[]) => (
    <TaskList label={label} branches={asTree(some)} projects={projects} readOnly />
  );
  const known = new Set(sections.map(({ id }) => id));
  return (
    <>
      {list(
        name,
        tasks.filter(({ section_id }) => !section_id || !known.has(section_id)),
      )}
      {sections.map((section) => (
        <section key={section.id} aria-label={section.name}>
          <DayHeading title={section.name} />
          {list(
            section.name,
            tasks.filter(({ section_id }) => section_id === section.id),
          )}
        </section>
      ))}
    </>
  );
}
