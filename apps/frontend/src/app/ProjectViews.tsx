import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isAtLeast } from '../api/roles';
import { LayoutSwitch } from '../features/projects/LayoutSwitch';
import { ProjectMenu } from '../features/projects/ProjectMenu';
import { AddSection } from '../features/sections/AddSection';
import { useSectionActions } from '../features/sections/section-actions';
import { SectionMenu } from '../features/sections/SectionMenu';
import { PeopleButton } from '../features/sharing/PeopleButton';
import { ShareDialog } from '../features/sharing/ShareDialog';
import { ProjectTasks } from '../features/tasks/ProjectTasks';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { ArchivedOrLost } from './ArchiveViews';
import type { Place, Places } from './places';
import styles from './ProjectViews.module.css';
import { View } from './View';

export function InboxView({ places: { inbox, all } }: { places: Places }) {
  return (
    <OneProject
      project={inbox}
      projects={all}
      empty={
        <EmptyState drawing="tray" title="Nothing in the tray">
          Whatever comes to mind lands here first.
          <span className={styles.keys}>
            {' '}
            Press <kbd>q</kbd> anywhere to drop it in.
          </span>
        </EmptyState>
      }
    />
  );
}

export function ProjectView({ places: { projects, all }, loaded }: { places: Places; loaded: boolean }) {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [sharing, setSharing] = useState(false);
  const project = projects.find((one) => one.id === id);
  const leave = () => void navigate('/inbox');

  if (!project) return loaded ? <ArchivedOrLost id={id} /> : <Skeleton label="Loading the project" />;
  return (
    <>
      <OneProject
        project={project}
        projects={all}
        color={project.color}
        menu={
          <>
            {project.is_shared && <PeopleButton projectId={project.id} onOpen={() => setSharing(true)} />}
            <ProjectMenu
              key={project.id}
              project={project}
              onShare={() => setSharing(true)}
              onActivity={() => void navigate(`/project/${project.id}/activity`)}
              onAdded={(added) => void navigate(`/project/${added}`)}
              onGone={leave}
            />
          </>
        }
        empty={
          <EmptyState drawing="way" title="A clean page">
            {isAtLeast(project.role, 'editor') ? 'What is the first small step?' : 'Nobody has put a task here yet.'}
          </EmptyState>
        }
      />
      {sharing && (
        <ShareDialog
          thing={{ kind: 'project', id: project.id, name: project.name, role: project.role }}
          mayLeave={project.role !== 'owner'}
          onClose={() => setSharing(false)}
          onLeft={leave}
        />
      )}
    </>
  );
}

interface OneProjectProps {
  project: Place;
  projects: Place[];
  color?: string;
  menu?: ReactNode;
  empty: ReactNode;
}

/** A project with its sections, as a list or as a board. */
function OneProject({ project, projects, color, menu, empty }: OneProjectProps) {
  const { id, name, view_style, role } = project;
  const { fold } = useSectionActions(id);
  const manages = isAtLeast(role, 'manager');
  const edits = isAtLeast(role, 'editor');
  const layout = view_style === 'board' ? 'board' : 'list';
  return (
    <View
      title={name}
      {...(color ? { color } : {})}
      wide={layout === 'board'}
      menu={
        <>
          {manages && <LayoutSwitch project={project} />}
          {menu}
        </>
      }
    >
      <ProjectTasks
        key={id}
        project={project}
        projects={projects}
        layout={layout}
        empty={empty}
        mayEdit={edits}
        sectionMenu={(section, sections) => edits && <SectionMenu section={section} sections={sections} />}
        foldSection={fold}
        addSection={edits && <AddSection key={id} projectId={id} />}
      />
    </View>
  );
}
