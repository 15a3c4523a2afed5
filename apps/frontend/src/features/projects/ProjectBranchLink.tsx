import { isAtLeast } from '../../api/roles';
import { useStore } from '../../state/store';
import { NavFold, NavItem } from '../../ui/NavSection';
import { folded, toggleFold } from './folded';
import type { ProjectBranch } from './project-tree';

interface ProjectBranchLinkProps {
  branch: ProjectBranch;
  /** Open tasks by project id. */
  counts: Map<string, number>;
}

/** A project, and those under it unless they are folded away. Whoever may can drop tasks on it. */
export function ProjectBranchLink({ branch: { project, under }, counts }: ProjectBranchLinkProps) {
  const { id, name, color, is_shared: isShared, role } = project;
  const open = !useStore(folded).includes(id);
  const parts = under.map((branch) => <ProjectBranchLink key={branch.project.id} branch={branch} counts={counts} />);

  return (
    <NavItem
      to={`/project/${id}`}
      name={name}
      color={color}
      count={counts.get(id) ?? 0}
      isShared={isShared}
      {...(isAtLeast(role, 'editor') ? { drop: id } : {})}
      fold={
        parts.length > 0 && <NavFold label={`Projects under ${name}`} open={open} onToggle={() => toggleFold(id)} />
      }
    >
      {parts.length > 0 && open && parts}
    </NavItem>
  );
}
