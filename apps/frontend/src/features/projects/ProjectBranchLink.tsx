import { isAtLeast } from '../../api/roles';
import { Fold } from '../../ui/Fold';
import { NavItem } from '../../ui/NavSection';
import { useProjectLook } from './project-queries';
import type { ProjectBranch } from './project-tree';

interface ProjectBranchLinkProps {
  branch: ProjectBranch;
  /** Open tasks by project id. */
  counts: Map<string, number>;
}

/** A project, and those under it unless they are folded away. Whoever may can drop tasks on it. */
export function ProjectBranchLink({ branch: { project, under }, counts }: ProjectBranchLinkProps) {
  const { id, name, color, is_shared: isShared, is_collapsed, role } = project;
  const open = !is_collapsed;
  const { mutate: show } = useProjectLook();
  const toggle = () => show({ id, look: { is_collapsed: open }, before: { is_collapsed } });
  const parts = under.map((branch) => <ProjectBranchLink key={branch.project.id} branch={branch} counts={counts} />);

  return (
    <NavItem
      to={`/project/${id}`}
      name={name}
      color={color}
      count={counts.get(id) ?? 0}
      isShared={isShared}
      {...(isAtLeast(role, 'editor') ? { drop: id } : {})}
      fold={parts.length > 0 && <Fold label={`Projects under ${name}`} open={open} onToggle={toggle} />}
    >
      {parts.length > 0 && open && parts}
    </NavItem>
  );
}
