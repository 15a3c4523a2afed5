import type { ReactNode } from 'react';
import { NavLink, useNavigate } from 'react-router';
import type { Project } from '../api/types';
import { AccountMenu } from '../features/account/AccountMenu';
import { FilterNav } from '../features/filters/FilterNav';
import { ProjectNav } from '../features/projects/ProjectNav';
import { ReceivedInvitations } from '../features/sharing/ReceivedInvitations';
import { countDue, countByProject } from '../features/tasks/counts';
import { useTasks } from '../features/tasks/task-queries';
import { useClock } from '../state/clock';
import { dropProject } from '../state/drop-project';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { Logo } from '../ui/Logo';
import styles from './Sidebar.module.css';

interface SidebarProps {
  projects: Project[] | undefined;
  inbox: { id: string };
  onAdd: () => void;
  onShortcuts: () => void;
  /** Something was chosen: a drawer closes. */
  onLeave: () => void;
}

export function Sidebar({ projects, inbox, onAdd, onShortcuts, onLeave }: SidebarProps) {
  const { data: tasks = [] } = useTasks();
  const { zone, today } = useClock();
  const navigate = useNavigate();
  const counts = countByProject(tasks);
  const go = (path: string) => {
    onLeave();
    void navigate(path);
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
          <ViewLink to="/labels" icon="label">
            Labels
          </ViewLink>
        </ul>
        <ReceivedInvitations />
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
          onAdmin={() => go('/admin')}
        />
      </div>
    </div>
  );
}

function ViewLink({
  to,
  icon,
  count = 0,
  project,
  children,
}: {
  to: string;
  icon: IconName;
  count?: number | undefined;
  /** Takes tasks that are dropped on it. */
  project?: string;
  children: ReactNode;
}) {
  const over = useStore(dropProject);
  const drop = project && { 'data-drop-project': project, 'data-over': over === project || undefined };
  return (
    <li>
      <NavLink to={to} className={styles.link} {...drop}>
        <Icon name={icon} />
        <span className={styles.name}>{children}</span>
        {count > 0 && (
          <span className={styles.count}>
            {count}
            <span className="hidden-visually"> open</span>
          </span>
        )}
      </NavLink>
    </li>
  );
}
