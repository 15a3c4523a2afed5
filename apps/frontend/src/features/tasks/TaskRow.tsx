import { memo, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Task } from '../../api/types';
import type { Rights } from '../../api/roles';
import { foldAlone } from '../../state/own-folds';
import { selection, toggleSelected, useIsSelected } from '../../state/selection';
import { Avatar } from '../../ui/Avatar';
import { Fold } from '../../ui/Fold';
import { useArranging } from './arranging';
import type { Place } from './Choice';
import { DeleteTask } from './DeleteTask';
import type { TaskActions } from './task-actions';
import { focusNeighbour } from './task-keys';
import { MoveTask } from './MoveTask';
import { TaskCheck } from './TaskCheck';
import { TaskEditor } from './TaskEditor';
import { DueChip, TaskFacts } from './TaskFacts';
import { TaskMenu } from './TaskMenu';
import styles from './TaskRow.module.css';

interface TaskRowProps extends Rights {
  task: Task;
  actions: TaskActions;
  projects: Place[];
  onOpen: (id: string) => void;
  depth?: number;
  /** How many tasks of the list are below it. */
  under?: number;
  /** Whether those are hidden. */
  folded?: boolean;
  /** What whose task it is is called. */
  assignee?: string | undefined;
  /** Says which project it is in, where that is not plain from the view. */
  place?: Place | undefined;
  /** Leaves the date out, where the heading says it. */
  hideDay?: boolean;
}

export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, actions, projects, onOpen, mayComment, mayEdit, assignee, place, hideDay } = props;
  const { depth = 0, under = 0, folded = false } = props;
  const [mode, setMode] = useState<'shown' | 'edited' | 'moved' | 'deleted'>('shown');
  const arrangement = useArranging();
  const arranging = mayEdit ? arrangement : null;
  const steps = arranging?.steps;
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
  const toggle = () => (mayEdit ? void actions.fold(task, !folded) : foldAlone(task, !folded));

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
    if (steps && event.altKey && !event.ctrlKey && !event.metaKey) {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
      const level = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined;
      if (step) steps.step(task, step, event.shiftKey);
      else if (level) steps.nest(task, level);
      else return;
      return event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onLink = event.target instanceof HTMLAnchorElement;
    if (mayComment && (event.key === 'x' || (event.key === ' ' && onLink))) {
      focusNeighbour(event.currentTarget);
      complete();
    } else if (mayEdit && event.key === 'e') setMode('edited');
    else if (mayEdit && event.key === 's') toggleSelected(task.id);
    else if (mayEdit && event.key === 'm') setMode('moved');
    else if (mayEdit && event.key === 'Delete') setMode('deleted');
    else if (under && onLink && event.key === (folded ? 'ArrowRight' : 'ArrowLeft')) toggle();
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
        {under > 0 && (
          <Fold
            label={`${folded ? 'Show' : 'Fold'} the subtasks of “${task.content}”`}
            open={!folded}
            onToggle={toggle}
            className={styles.fold}
          />
        )}
        <TaskCheck task={task} disabled={!mayComment} onComplete={complete} />
        <div className={styles.body}>
          <a
            href={`/task/${task.id}`}
            onClick={open}
            className={styles.content}
            draggable={false}
            data-task-link
            aria-keyshortcuts={keysFor({ mayComment, mayEdit }, under > 0, Boolean(steps))}
          >
            {task.content}
            {selected && <span className="hidden-visually"> (selected)</span>}
          </a>
          {task.description && <p className={styles.description}>{task.description}</p>}
          <TaskFacts task={task} place={place} hidden={folded ? under : 0} />
        </div>
        {task.due && <DueChip due={task.due} hideDay={hideDay ?? false} />}
        {assignee && task.responsible_uid && (
          <span className={styles.assignee} title={`Assigned to ${assignee}`}>
            <Avatar id={task.responsible_uid} name={assignee} size="small" />
            <span className="hidden-visually">Assigned to {assignee}</span>
          </span>
        )}
        {mayEdit && (
          <TaskMenu
            task={task}
            steps={steps ?? null}
            selected={selected}
            onSelect={() => toggleSelected(task.id)}
            onEdit={() => setMode('edited')}
            onSkip={() => void actions.skip(task)}
            onMove={() => setMode('moved')}
            onDelete={() => setMode('deleted')}
          />
        )}
      </div>
      {mode === 'moved' && <MoveTask {...{ task, actions, projects }} onClose={() => setMode('shown')} />}
      {mode === 'deleted' && <DeleteTask task={task} actions={actions} onClose={() => setMode('shown')} />}
    </li>
  );
});

function keysFor({ mayComment, mayEdit }: Rights, foldable: boolean, stepped: boolean): string | undefined {
  const keys = [
    mayComment && 'x',
    mayEdit && 'e s m Delete',
    foldable && 'ArrowLeft ArrowRight',
    stepped && 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight',
  ];
  return keys.filter(Boolean).join(' ') || undefined;
}
