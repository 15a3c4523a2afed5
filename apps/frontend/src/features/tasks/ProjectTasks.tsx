import type { ReactNode } from 'react';
import { useSections } from '../../api/lists';
import { isAtLeast } from '../../api/roles';
import type { Section, Task } from '../../api/types';
import { useFolded } from '../../state/own-folds';
import { Skeleton } from '../../ui/Skeleton';
import { Arrangement } from './Arrangement';
import type { Place } from './Choice';
import { CompletedTasks } from './CompletedTasks';
import { ProjectBoard } from './ProjectBoard';
import { ProjectList } from './ProjectList';
import { TasksLoaded } from './TasksLoaded';

interface ProjectTasksProps {
  project: Place;
  projects: Place[];
  layout: 'list' | 'board';
  /** Whether the person may add tasks and put them in another order. */
  mayEdit: boolean;
  /** Shown while there is nothing in it. */
  empty: ReactNode;
  /** What can be done to a section. */
  sectionMenu: (section: Section, sections: Section[]) => ReactNode;
  /** Hides the tasks of a section from everybody, or shows them. */
  foldSection: (section: Section, folded: boolean) => void;
  /** Where another one is made. */
  addSection: ReactNode;
}

/** What the list and the board show, part by part; the first is what is in no section. */
export interface ProjectParts extends Omit<ProjectTasksProps, 'layout' | 'sectionMenu'> {
  parts: { section: Section | null; tasks: Task[]; folded: boolean; menu: ReactNode }[];
}

/** Everything in one project, section by section. */
export function ProjectTasks({ layout, sectionMenu, ...rest }: ProjectTasksProps) {
  const { id } = rest.project;
  const { data: sections, isError } = useSections(id);
  const isFolded = useFolded();
  const Layout = layout === 'board' ? ProjectBoard : ProjectList;

  const show = (tasks: Task[], known: Section[]) => {
    const here = tasks.filter(({ project_id }) => project_id === id);
    const ids = new Set(known.map((section) => section.id));
    const loose = here.filter(({ section_id }) => !section_id || !ids.has(section_id));
    const parts = known.map((section) => ({
      section,
      tasks: here.filter(({ section_id }) => section_id === section.id),
      folded: isFolded(section, rest.mayEdit),
      menu: sectionMenu(section, known),
    }));
    return (
      <Arrangement
        projectId={id}
        sections={known}
        allowed={rest.mayEdit}
        foldSection={layout === 'list' ? rest.foldSection : null}
      >
        <Layout {...rest} parts={[{ section: null, tasks: loose, folded: false, menu: null }, ...parts]} />
        <CompletedTasks key={id} projectId={id} mayReopen={isAtLeast(rest.project.role, 'commenter')} />
      </Arrangement>
    );
  };

  return (
    <TasksLoaded>
      {(tasks) =>
        sections || isError ? show(tasks, sections ?? noSections) : <Skeleton label="Loading the sections" />
      }
    </TasksLoaded>
  );
}

const noSections: Section[] = [];
