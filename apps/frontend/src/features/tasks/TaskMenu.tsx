import type { Task } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { Menu, type MenuItem } from '../../ui/Menu';
import type { Arranging } from './arranging';
import styles from './TaskRow.module.css';

interface TaskMenuProps {
  task: Task;
  steps: Arranging['steps'];
  selected: boolean;
  onSelect: () => void;
  onEdit: () => void;
  onSkip: () => void;
  onMove: () => void;
  onDelete: () => void;
}

/** What can be done to a task by whoever may change it; each has a key of its own, too. */
export function TaskMenu({ task, steps, selected, onSelect, onEdit, onSkip, onMove, onDelete }: TaskMenuProps) {
  const arrange: MenuItem[] = steps
    ? [
        { label: 'Move up', icon: 'up', keys: 'Alt ↑', onSelect: () => steps.step(task, -1) },
        { label: 'Move down', icon: 'down', keys: 'Alt ↓', onSelect: () => steps.step(task, 1) },
        { label: 'Put under the one above', icon: 'subtasks', keys: 'Alt →', onSelect: () => steps.nest(task, 1) },
        ...(task.parent_id
          ? [{ label: 'Move out', icon: 'out' as const, keys: 'Alt ←', onSelect: () => steps.nest(task, -1) }]
          : []),
      ]
    : [];
  return (
    <Menu
      label={`Actions for ${task.content}`}
      trigger={(props) => (
        <IconButton icon="more" {...props} label={`More actions for ${task.content}`} className={styles.more} />
      )}
      items={[
        { label: selected ? 'Select no longer' : 'Select', icon: 'check', keys: 's', onSelect },
        { label: 'Edit', icon: 'pencil', keys: 'e', onSelect: onEdit },
        ...(task.due?.is_recurring ? [{ label: 'Skip this date', icon: 'repeat' as const, onSelect: onSkip }] : []),
        ...arrange,
        { label: 'Move to a project', icon: 'inbox', keys: 'm', onSelect: onMove },
        { label: 'Delete', icon: 'trash', keys: 'Del', danger: true, onSelect: onDelete },
      ]}
    />
  );
}
