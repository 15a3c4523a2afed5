import { Navigate, useNavigate, useParams } from 'react-router';
import { isAtLeast } from '../api/roles';
import { ArchiveList } from '../features/archive/ArchiveList';
import { useArchivedProjects, useArchivedSections, useUnarchive } from '../features/archive/archive-queries';
import { ArchivedTasks } from '../features/tasks/ArchivedTasks';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { Lost } from './Lost';
import type { Places } from './places';
import { View } from './View';

/** What was put away. */
export function ArchiveView({ places: { projects } }: { places: Places }) {
  return (
    <View title="Archive" note="Put away, to be read and brought back at any time">
      <ArchiveList projects={projects} />
    </View>
  );
}

/** A project that was put away. */
export function ArchivedProjectView({ places: { all } }: { places: Places }) {
  const { id } = useParams();
  const navigate = useNavigate();
  const { data: archived } = useArchivedProjects();
  const { mutate: unarchive, isPending } = useUnarchive(() => void navigate(`/project/${id}`));
  const project = archived?.find((one) => one.id === id);
  if (!project) return archived ? <Lost /> : <Skeleton label="Loading the project" />;
  return (
    <View
      title={project.name}
      color={project.color}
      note="Archived project, to be read only"
      menu={
        isAtLeast(project.role, 'manager') && (
          <Button busy={isPending} onClick={() => unarchive(project)}>
            Unarchive
          </Button>
        )
      }
    >
      <ArchivedTasks place={{ projectId: project.id }} name={project.name} projects={all} />
    </View>
  );
}

/** A section that was put away, of a project that was not. */
export function ArchivedSectionView({ places: { all } }: { places: Places }) {
  const { id } = useParams();
  const navigate = useNavigate();
  const { data: archived } = useArchivedSections();
  const section = archived?.find((one) => one.id === id);
  const project = all.find((one) => one.id === section?.project_id);
  const { mutate: unarchive, isPending } = useUnarchive(() => void navigate(pathOf(project?.id, all[0]?.id)));
  if (!section) return archived ? <Lost /> : <Skeleton label="Loading the section" />;
  return (
    <View
      title={section.name}
      {...(project ? { color: project.color } : {})}
      note={`Archived section of ${project?.name ?? 'a project'}, to be read only`}
      menu={
        isAtLeast(project?.role ?? 'viewer', 'editor') && (
          <Button busy={isPending} onClick={() => unarchive(section)}>
            Unarchive
          </Button>
        )
      }
    >
      <ArchivedTasks place={{ sectionId: section.id }} name={section.name} projects={all} />
    </View>
  );
}

/** Where an address of a project leads that is none of those in use. */
export function ArchivedOrLost({ id }: { id: string }) {
  const { data: archived } = useArchivedProjects();
  if (!archived) return <Skeleton label="Loading the project" />;
  return archived.some((one) => one.id === id) ? <Navigate to={`/archive/project/${id}`} replace /> : <Lost />;
}

const pathOf = (project: string | undefined, inbox: string | undefined): string =>
  !project || project === inbox ? '/inbox' : `/project/${project}`;
