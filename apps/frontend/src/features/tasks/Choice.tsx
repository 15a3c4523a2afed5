import type { ReactNode } from 'react';
import { isAtLeast } from '../../api/roles';
import type { Project } from '../../api/types';
import { Icon, type IconName } from '../../ui/Icon';
import styles from './Choice.module.css';

interface ChoiceProps {
  label: string;
  icon: IconName;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
  tone?: string | undefined;
}

/** A native select in the dress of a chip. */
export function Choice({ label, icon, value, onChange, children, tone }: ChoiceProps) {
  return (
    <label className={styles.choice} data-tone={tone}>
      <Icon name={icon} size={18} />
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </label>
  );
}

/** p1 is the most urgent; the API counts the other way. */
export function PriorityChoice({ priority, onChange }: { priority: number; onChange: (priority: number) => void }) {
  return (
    <Choice
      label="Priority"
      icon="flag"
      value={String(priority)}
      onChange={(value) => onChange(Number(value))}
      tone={priority > 1 ? `p${5 - priority}` : undefined}
    >
      <option value="4">Priority 1</option>
      <option value="3">Priority 2</option>
      <option value="2">Priority 3</option>
      <option value="1">No priority</option>
    </Choice>
  );
}

/** A project as tasks see it. */
export type Place = Pick<Project, 'id' | 'name' | 'color' | 'role' | 'is_shared'>;

/** Chooses among the projects that take tasks from the person. */
export function ProjectChoice({
  projectId,
  projects,
  onChange,
}: {
  projectId: string;
  projects: Place[];
  onChange: (projectId: string) => void;
}) {
  const open = projects.filter(({ id, role }) => id === projectId || isAtLeast(role, 'editor'));
  return (
    <Choice label="Project" icon="inbox" value={projectId} onChange={onChange}>
      {open.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  );
}
