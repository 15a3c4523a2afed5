import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { useCollaborators } from '../../api/people';
import type { Project, Task } from '../../api/types';
import styles from './SelectionBar.module.css';

interface AssignSelectProps {
  ids: ReadonlySet<string>;
  projects: Pick<Project, 'id' | 'is_shared'>[];
  /** Null for nobody. */
  onChoose: (userId: string | null) => void;
}

/** Gives all selected tasks to somebody, where they are in one project that is shared. */
export function AssignSelect({ ids, projects, onChoose }: AssignSelectProps) {
  const tasks = useQueryClient().getQueryData<Task[]>(keys.tasks) ?? [];
  const places = new Set(tasks.flatMap(({ id, project_id }) => (ids.has(id) ? [project_id] : [])));
  const [place] = places;
  const project = projects.find(({ id, is_shared }) => id === place && is_shared);
  return project && places.size === 1 ? <People projectId={project.id} onChoose={onChoose} /> : null;
}

function People({ projectId, onChoose }: { projectId: string; onChoose: AssignSelectProps['onChoose'] }) {
  const { data: people = [] } = useCollaborators(projectId);
  return (
    <select
      className={styles.select}
      aria-label="Assign to somebody"
      value=""
      onChange={({ target }) => onChoose(target.value === 'nobody' ? null : target.value)}
    >
      <option value="">Assign to…</option>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value="nobody">Nobody</option>
    </select>
  );
}
