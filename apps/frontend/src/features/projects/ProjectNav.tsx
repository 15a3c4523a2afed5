import { useState } from 'react';
import type { Project } from '../../api/types';
import { NavItem, NavSection } from '../../ui/NavSection';
import { AddProject } from './AddProject';
import { projectTree } from './project-queries';

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
        {projectTree(projects ?? []).map(({ project: { id, name, color, is_shared }, depth }) => (
          <NavItem
            key={id}
            to={`/project/${id}`}
            name={name}
            color={color}
            depth={depth}
            count={counts.get(id) ?? 0}
            isShared={is_shared}
          />
        ))}
      </NavSection>
      {adding && <AddProject onClose={() => setAdding(false)} onAdded={onAdded} />}
    </>
  );
}
