import { useState } from 'react';
import type { Project } from '../../api/types';
import { NavSection } from '../../ui/NavSection';
import { AddProject } from './AddProject';
import { projectBranches } from './project-tree';
import { ProjectBranchLink } from './ProjectBranchLink';

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
    <>
      <NavSection
        heading="Projects"
        addLabel="Add project"
        hint={projects && projects.length < 2 && 'Group what belongs together: a trip, a room, a habit.'}
        onAdd={() => setAdding(true)}
      >
        {projectBranches(projects ?? []).map((branch) => (
          <ProjectBranchLink key={branch.project.id} branch={branch} counts={counts} />
        ))}
      </NavSection>
      {adding && <AddProject onClose={() => setAdding(false)} onAdded={onAdded} />}
    </>
  );
}
