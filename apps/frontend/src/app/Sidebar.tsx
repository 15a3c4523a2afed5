import { useNavigate } from 'react-router';
import type { Project, ReceivedInvitation } from '../api/types';
import { AccountMenu } from '../features/account/AccountMenu';
import { FilterNav } from '../features/filters/FilterNav';
import { ProjectNav } from '../features/projects/ProjectNav';
import { ReceivedInvitations } from '../features/sharing/ReceivedInvitations';
import { countDue, countByProject } from '../features/tasks/counts';
import { sharedAlone } from '../features/tasks/shared-alone';
import { useTasks } from '../features/tasks/task-queries';
import { useOpenTask } from '../state/background';
import { useClock } from '../state/clock';
import { Button } from '../ui/Button';
import { Logo } from '../ui/Logo';
import { showToast } from '../ui/toast-store';
import type { Places } from './places';
import styles from './Sidebar.module.css';
import { ViewLink } from './ViewLink';

interface SidebarProps {
  projects: Project[] | undefined;
  places: Places;
  onAdd: () => void;
  onShortcuts: () => void;
  /** Something was chosen: a drawer closes. */
  onLeave: () => void;
}

export function Sidebar({ projects, places, onAdd, onShortcuts, onLeave }: SidebarProps) {
  const { data: tasks = [] } = useTasks();
  const { zone, today } = useClock();
  const navigate = useNavigate();
  const openTask = useOpenTask();
  const { inbox, all } = places;
  const shared = projects ? sharedAlone(tasks, all).length : 0;
  const counts = countByProject(tasks);
  const go = (path: string) => {
    onLeave();
    void navigate(path);
  };

  const onAccepted = ({ name, task_id, project_id }: ReceivedInvitation) => {
    const show = () => {
      onLeave();
      if (task_id) openTask(task_id);
      else void navigate(`/project/${project_id}`);
    };
    showToast(`You take part in “${name}” now`, { action: { label: 'Show', run: show } });
  };

  return (
    <div className={styles.sidebar}>
      <p className={styles.brand}>
        <Logo />
        Errand
      </p>
      <Button tone="main" icon="plus" className={styles.add} aria-keyshortcuts="q" onClick={onAdd}>
        Add task
      </Button>
      <nav
        className={styles.nav}
        aria-label="Lists"
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a')) onLeave();
        }}
      >
        <ul>
          <ViewLink to="/search" icon="search">
            Search
          </ViewLink>
          <ViewLink to="/inbox" icon="inbox" count={counts.get(inbox.id)} project={inbox.id}>
            Inbox
          </ViewLink>
          <ViewLink to="/today" icon="today" count={countDue(tasks, zone, today)}>
            Today
          </ViewLink>
          <ViewLink to="/upcoming" icon="upcoming">
            Upcoming
          </ViewLink>
          {shared > 0 && (
            <ViewLink to="/shared" icon="people" count={shared}>
              Shared with me
            </ViewLink>
          )}
          <ViewLink to="/labels" icon="label">
            Labels
          </ViewLink>
        </ul>
        <ReceivedInvitations onAccepted={onAccepted} />
        <ProjectNav
          projects={projects}
          counts={counts}
          onAdded={(id) => {
            onLeave();
            void navigate(`/project/${id}`);
          }}
        />
        <FilterNav
          onAdded={(id) => {
            onLeave();
            void navigate(`/filter/${id}`);
          }}
        />
        <ul className={styles.past}>
          <ViewLink to="/activity" icon="activity">
            Activity
          </ViewLink>
          <ViewLink to="/productivity" icon="chart">
            Productivity
          </ViewLink>
          <ViewLink to="/archive" icon="archive">
            Archive
          </ViewLink>
          <ViewLink to="/trash" icon="trash">
            Trash
          </ViewLink>
        </ul>
      </nav>
      <div className={styles.account}>
        <AccountMenu
          onShortcuts={onShortcuts}
          onSettings={() => go('/settings')}
          onSecurity={() => go('/security')}
          onTransfer={() => go('/settings/transfer')}
          onAdmin={() => go('/admin')}
        />
      </div>
    </div>
  );
}
