import type { ReactNode } from 'react';
import type { Task } from '../../api/types';
import { AddTask } from './AddTask';
import type { Place } from './Choice';
import { DayHeading } from './DayHeading';
import { useSections } from './task-queries';
import { asTree } from './task-tree';
import { TaskList } from './TaskList';
import { TasksLoaded } from './TasksLoaded';
import { UnsavedTasks } from './UnsavedTasks';

interface ProjectTasksProps {
  project: Place;
  projects: Place[];
  /** Shown while there is nothing in it. */
  empty: ReactNode;
}

/** Everything in one project, section by section. */
export function ProjectTasks({ project, projects, empty }: ProjectTasksProps) {
  const { data: sections = [] } = useSections(project.id);
  const list = `project:${project.id}`;

  const show = (tasks: Task[]) => {
    const here = tasks.filter(({ project_id }) => project_id === project.id);
    const known = new Set(sections.map(({ id }) => id));
    const loose = here.filter(({ section_id }) => !section_id || !known.has(section_id));
    return (
      <>
        <TaskList label={project.name} branches={asTree(loose)} projects={projects} />
        <UnsavedTasks list={list} projects={projects} />
        <AddTask landing={{ list, projectId: project.id }} projects={projects} />
        {!here.length && !sections.length && empty}
        {sections
          .toSorted((a, b) => a.section_order - b.section_order)
          .map(({ id, name }) => (
            <section key={id} aria-label={name}>
              <DayHeading title={name} />
              <TaskList
                label={name}
                branches={asTree(here.filter(({ section_id }) => section_id === id))}
                projects={projects}
              />
              <AddTask
                landing={{ list: `section:${id}`, projectId: project.id, sectionId: id }}
                projects={projects}
                label={`Add task to ${name}`}
              />
            </section>
          ))}
      </>
    );
  };

  return <TasksLoaded>{show}</TasksLoaded>;
}
