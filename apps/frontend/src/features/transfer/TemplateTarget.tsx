import type { Project } from '../../api/types';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import styles from './Transfer.module.css';

interface Target {
  /** Empty for a new one. */
  projectId: string;
  /** Of the new one. */
  name: string;
}

interface TemplateTargetProps {
  target: Target;
  projects: Pick<Project, 'id' | 'name'>[];
  onChange: (target: Target) => void;
}

/** Where a template goes. */
export function TemplateTarget({ target, projects, onChange }: TemplateTargetProps) {
  return (
    <div className={styles.fields}>
      <SelectField
        label="Goes into"
        value={target.projectId}
        onChange={(event) => onChange({ ...target, projectId: event.target.value })}
      >
        <option value="">A new project</option>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {!target.projectId && (
        <TextField
          label="Name of the project"
          value={target.name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => onChange({ ...target, name: event.target.value })}
        />
      )}
    </div>
  );
}
