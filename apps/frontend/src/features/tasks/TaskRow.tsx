import { memo, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Task } from '../../api/types';
import { selection, toggleSelected, useIsSelected } from '../../state/selection';
import { IconButton } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { useArranging } from './arranging';
import type { Place } from './Choice';
import { DeleteTask } from './DeleteTask';
import type { TaskActions } from './task-actions';
import { focusNeighbour } from './task-keys';
import { TaskCheck } from './TaskCheck';
import { TaskEditor } from './TaskEditor';
import { DueChip, TaskFacts } from './TaskFacts';
import styles from './TaskRow.module.css';

interface TaskRowProps {
  task: Task;
  actions: TaskActions;
  projects: Place[];
  onOpen: (id: string) => void;
  depth?: number;
  /** Says which project it is in, where that is not plain from the view. */
  place?: Place | undefined;
  /** Leaves the date out, where the heading says it. */
  hideDay?: boolean;
}

export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, actions, projects, onOpen, depth = 0, place, hideDay } = props;
  const [mode, setMode] = useState<'shown' | 'edited' | 'deleted'>('shown');
  const arranging = useArranging();
  const selected = useIsSelected(task.id);
  const level = Math.min(depth, 4);

  if (mode === 'edited') {
    return (
      <li className={styles.editor} data-depth={level}>
        <TaskEditor task={task} actions={actions} projects={projects} onClose={() => setMode('shown')} />
      </li>
    );
  }

  const complete = () => void actions.complete(task);

  const open = (event: MouseEvent) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (selection.get().size > 0) toggleSelected(task.id);
    else onOpen(task.id);
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button || !(event.target instanceof Element) || event.target.closest('input, button, [popover]')) return;
    arranging?.grab(task, event);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (arranging && step && event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      return arranging.step(task, step, event.shiftKey);
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onLink = event.target instanceof HTMLAnchorElement;
    if (event.key === 'x' || (event.key === ' ' && onLink)) {
      focusNeighbour(event.currentTarget);
      complete();
    } else if (event.key === 'e') setMode('edited');
    else if (event.key === 's') toggleSelected(task.id);
    else if (event.key === 'Delete') setMode('deleted');
    else return;
    event.preventDefault();
  };

  return (
    <li
      className={styles.row}
      data-depth={level}
      data-task-row={task.id}
      data-movable={arranging ? true : undefined}
      data-done={task.checked || undefined}
      data-selected={selected || undefined}
    >
      <div
        className={styles.line}
        onKeyDown={mode === 'shown' ? onKeyDown : undefined}
        onPointerDown={arranging ? onPointerDown : undefined}
      >
        <TaskCheck task={task} onComplete={complete} />
        <div className={styles.body}>
          <a
            href={`/task/${task.id}`}
            onClick={open}
            className={styles.content}
            draggable={false}
            data-task-link
            aria-keyshortcuts={`x e s Delete${arranging ? ' Alt+ArrowUp Alt+ArrowDown' : ''}`}
          >
            {task.content}
            {selected && <span className="hidden-visually"> (selected)</span>}
          </a>
          {task.description && <p className={styles.description}>{task.description}</p>}
          <TaskFacts task={task} place={place} />
        </div>
        {task.due && <DueChip due={task.due} hideDay={hideDay ?? false} />}
        <Menu
          label={`Actions for ${task.content}`}
          trigger={(props) => (
            <IconButton icon="more" {...props} label={`More actions for ${task.content}`} className={styles.more} />
          )}
          items={[
            {
              label: selected ? 'Select no longer' : 'Select',
              icon: 'check',
              keys: 's',
              onSelect: () => toggleSelected(task.id),
            },
            { label: 'Edit', icon: 'pencil', keys: 'e', onSelect: () => setMode('edited') },
            ...(task.due?.is_recurring
              ? [{ label: 'Skip this date', icon: 'repeat' as const, onSelect: () => void actions.skip(task) }]
              : []),
            ...(arranging
              ? [
                  { label: 'Move up', icon: 'up' as const, keys: 'Alt ↑', onSelect: () => arranging.step(task, -1) },
                  { label: 'Move down', icon: 'down' as const, keys: 'Alt ↓', onSelect: () => arranging.step(task, 1) },
                ]
              : []),
            { label: 'Delete', icon: 'trash', keys: 'Del', danger: true, onSelect: () => setMode('deleted') },
          ]}
        />
      </div>
      {mode === 'deleted' && <DeleteTask task={task} actions={actions} onClose={() => setMode('shown')} />}
    </li>
  );
});
