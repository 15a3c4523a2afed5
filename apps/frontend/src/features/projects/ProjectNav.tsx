import { useState } from 'react';
import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { AddProject } from './AddProject';
import { projectBranches } from './project-tree';
import { ProjectBranchLink } from './ProjectBranchLink';
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
        {projectBranches(projects ?? []).map((branch) => (
          <ProjectBranchLink key={branch.project.id} branch={branch} counts={counts} />
        ))}
      </ul>
      {projects && projects.length < 2 && (
        <p className={styles.hint}>Group what belongs together: a trip, a room, a habit.</p>
      )}
      {adding && <AddProject onClose={() => setAdding(false)} onAdded={onAdded} />}
    </section>
  );
}
