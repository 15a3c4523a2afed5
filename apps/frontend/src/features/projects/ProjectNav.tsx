import { useState } from 'react';
import { NavLink } from 'react-router';
import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { AddProject } from './AddProject';
import { projectTree } from './project-queries';
import styles from './ProjectNav.module.css';

interface ProjectNavProps {
  projects: Project[] | undefined;
  /** Open tasks by project id. */
  counts: Map<string, number>;
  onAdded: (id: string) => void;
}

/** The person's own projects, and a way to begin another. */
export function ProjectNav({ projects, counts, onAdded }: ProjectNavProps) {
  const [adding, setAdding] = useState(false);
  return (
    <section className={styles.projects} aria-labelledby="projects-heading">
      <div className={styles.head}>
        <h2 id="projects-heading" className={styles.heading}>
          Projects
        </h2>
        <IconButton icon="plus" label="Add project" className={styles.add} onClick={() => setAdding(true)} />
      </div>
      <ul>
        {projectTree(projects ?? []).map(({ project, depth }) => (
          <li key={project.id} data-depth={Math.min(depth, 3)} className={styles.item}>
            <NavLink to={`/project/${project.id}`} className={styles.link}>
              <span className={styles.dot} data-color={project.color} aria-hidden="true" />
              <span className={styles.name}>{project.name}</span>
              {project.is_shared && <Shared />}
              <Count count={counts.get(project.id) ?? 0} />
            </NavLink>
          </li>
        ))}
      </ul>
      {projects && projects.length < 2 && (
        <p className={styles.hint}>Group what belongs together: a trip, a room, a habit.</p>
      )}
      {adding && <AddProject onClose={() => setAdding(false)} onAdded={onAdded} />}
    </section>
  );
}

function Shared() {
  return (
    <span className={styles.shared}>
      <Icon name="people" size={16} />
      <span className="hidden-visually"> shared</span>
    </span>
  );
}

function Count({ count }: { count: number }) {
  if (!count) return null;
  return (
    <span className={styles.count}>
      {count}
      <span className="hidden-visually"> open</span>
    </span>
  );
}
