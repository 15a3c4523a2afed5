import { NavLink } from 'react-router';
import { dropProject } from '../../state/drop-project';
import { useStore } from '../../state/store';
import { Icon } from '../../ui/Icon';
import { folded, toggleFold } from './folded';
import styles from './ProjectNav.module.css';
import type { ProjectBranch } from './project-tree';

interface ProjectBranchLinkProps {
  branch: ProjectBranch;
  /** Open tasks by project id. */
  counts: Map<string, number>;
}

/** A project, and those under it unless they are folded away. Tasks can be dropped on it. */
export function ProjectBranchLink({ branch: { project, depth, under }, counts }: ProjectBranchLinkProps) {
  const { id, name, color } = project;
  const over = useStore(dropProject) === id;
  const open = !useStore(folded).includes(id);

  return (
    <li>
      <div className={styles.line}>
        {under.length > 0 && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-label={`Projects under ${name}`}
            onClick={() => toggleFold(id)}
          >
            <Icon name="chevron" size={14} />
          </button>
        )}
        <NavLink
          to={`/project/${id}`}
          className={styles.link}
          data-drop-project={id}
          data-over={over || undefined}
          draggable={false}
        >
          <span className={styles.dot} data-color={color} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          <Count count={counts.get(id) ?? 0} />
        </NavLink>
      </div>
      {under.length > 0 && open && (
        <ul className={styles.under} data-depth={depth + 1}>
          {under.map((branch) => (
            <ProjectBranchLink key={branch.project.id} branch={branch} counts={counts} />
          ))}
        </ul>
      )}
    </li>
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
