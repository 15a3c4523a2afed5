import { isAtLeast } from '../../api/roles';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { Button } from '../../ui/Button';
import { DayHeading } from '../../ui/DayHeading';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { useArchivedProjects, useArchivedSections } from './archive-queries';
import styles from './ArchiveList.module.css';
import { ArchiveRow } from './ArchiveRow';

/** Everything that was put away, each with a way in and a way back. `projects` are those that are not. */
export function ArchiveList({ projects }: { projects: Pick<Project, 'id' | 'name' | 'color' | 'role'>[] }) {
  const archived = useArchivedProjects();
  const sections = useArchivedSections();
  const error = archived.error ?? sections.error;

  if (error) {
    const again = () => void Promise.all([archived.refetch(), sections.refetch()]);
    return (
      <Notice tone="problem" action={<Button onClick={again}>Try again</Button>}>
        The archive could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!archived.data || !sections.data) return <Skeleton label="Loading the archive" />;
  if (archived.data.length + sections.data.length === 0) {
    return (
      <EmptyState drawing="tray" title="Nothing was put away">
        Archive a project or a section when it is over: its tasks leave your lists, and nothing is lost.
      </EmptyState>
    );
  }
  return (
    <>
      {archived.data.length > 0 && (
        <section aria-label="Projects">
          <DayHeading title="Projects" />
          <ul className={styles.list}>
            {archived.data.map((project) => (
              <ArchiveRow
                key={project.id}
                thing={project}
                color={project.color}
                to={`/archive/project/${project.id}`}
                about={project.is_shared ? 'shared' : ''}
                mayUnarchive={isAtLeast(project.role, 'manager')}
              />
            ))}
          </ul>
        </section>
      )}
      {sections.data.length > 0 && (
        <section aria-label="Sections">
          <DayHeading title="Sections" />
          <ul className={styles.list}>
            {sections.data.map((section) => {
              const project = projects.find(({ id }) => id === section.project_id);
              return (
                <ArchiveRow
                  key={section.id}
                  thing={section}
                  color={project?.color}
                  to={`/archive/section/${section.id}`}
                  about={project ? `in ${project.name}` : ''}
                  mayUnarchive={isAtLeast(project?.role ?? 'viewer', 'editor')}
                />
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
