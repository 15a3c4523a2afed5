import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { dropProject } from '../state/drop-project';
import { useStore } from '../state/store';
import { Icon, type IconName } from '../ui/Icon';
import styles from './Sidebar.module.css';

interface ViewLinkProps {
  to: string;
  icon: IconName;
  /** Of open tasks. */
  count?: number | undefined;
  /** Takes tasks that are dropped on it. */
  project?: string;
  children: ReactNode;
}

/** A line of the sidebar that leads to a view. */
export function ViewLink({ to, icon, count = 0, project, children }: ViewLinkProps) {
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
