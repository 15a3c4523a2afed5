import { useEffect, useState } from 'react';
import type { Project } from '../../api/types';
import { clearSelection, mostSelected, selection } from '../../state/selection';
import { useStore } from '../../state/store';
import { Button, IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { AssignSelect } from './AssignSelect';
import { useBulk } from './bulk';
import styles from './SelectionBar.module.css';

type Place = Pick<Project, 'id' | 'name' | 'is_shared'>;

const priorities = [
  { value: 4, label: 'Priority 1' },
  { value: 3, label: 'Priority 2' },
  { value: 2, label: 'Priority 3' },
  { value: 1, label: 'No priority' },
];

/** What can be done with all tasks that are selected; there as long as some are. `view` tells where they are. */
export function SelectionBar({ projects, view }: { projects: Place[]; view: string }) {
  const ids = useStore(selection);
  const { size } = ids;
  const [deleting, setDeleting] = useState(false);
  const { mutate, isPending } = useBulk();
  useEffect(() => clearSelection, [view]);
  if (size === 0) return null;
  const tasks = `${size} ${size === 1 ? 'task' : 'tasks'}`;

  return (
    <div
      role="toolbar"
      aria-label="Selected tasks"
      className={styles.bar}
      aria-busy={isPending || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape') clearSelection();
      }}
    >
      <p className={styles.count} role="status">
        {tasks} selected{size === mostSelected ? ', as many as go at once' : ''}
      </p>
      <Button icon="check" onClick={() => mutate({ change: { action: 'close' }, told: 'Completed' })}>
        Complete
      </Button>
      <select
        className={styles.select}
        aria-label="Move to a project"
        value=""
        onChange={({ target }) => mutate({ change: { action: 'move', project_id: target.value }, told: 'Moved' })}
      >
        <option value="">Move to…</option>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        className={styles.select}
        aria-label="Set the priority"
        value=""
        onChange={({ target }) =>
          mutate({ change: { action: 'update', priority: Number(target.value) }, told: 'Changed' })
        }
      >
        <option value="">Priority…</option>
        {priorities.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <AssignSelect
        ids={ids}
        projects={projects}
        onChoose={(assignee_id) => mutate({ change: { action: 'update', assignee_id }, told: 'Assigned' })}
      />
      <Button icon="trash" onClick={() => setDeleting(true)}>
        Delete
      </Button>
      <IconButton icon="close" label="Select nothing" onClick={clearSelection} />
      {deleting && (
        <ConfirmDialog
          title={`Delete ${tasks}?`}
          consequence="Their subtasks and comments go with them."
          action="Delete"
          onClose={() => setDeleting(false)}
          onConfirm={() => mutate({ change: { action: 'delete' }, told: 'Deleted' })}
        />
      )}
    </div>
  );
}
