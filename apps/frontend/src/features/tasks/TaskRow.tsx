import { memo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Menu } from '../../ui/Menu';
import type { Place } from './Choice';
import { DeleteTask } from './DeleteTask';
import { dueLabel, dueTone } from './due';
import type { TaskActions } from './task-actions';
import { focusNeighbour } from './task-keys';
import { TaskCheck } from './TaskCheck';
import { TaskEditor } from './TaskEditor';
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
    onOpen(task.id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onLink = event.target instanceof HTMLAnchorElement;
    if (event.key === 'x' || (event.key === ' ' && onLink)) {
      focusNeighbour(event.currentTarget);
      complete();
    } else if (event.key === 'e') setMode('edited');
    else if (event.key === 'Delete') setMode('deleted');
    else return;
    event.preventDefault();
  };

  return (
    <li className={styles.row} data-depth={level} data-done={task.checked || undefined}>
      <div className={styles.line} onKeyDown={mode === 'shown' ? onKeyDown : undefined}>
        <TaskCheck task={task} onComplete={complete} />
        <div className={styles.body}>
          <a
            href={`/task/${task.id}`}
            onClick={open}
            className={styles.content}
            data-task-link
            aria-keyshortcuts="x e Delete"
          >
            {task.content}
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
            { label: 'Edit', icon: 'pencil', keys: 'e', onSelect: () => setMode('edited') },
            ...(task.due?.is_recurring
              ? [{ label: 'Skip this date', icon: 'repeat' as const, onSelect: () => void actions.skip(task) }]
              : []),
            { label: 'Delete', icon: 'trash', keys: 'Del', danger: true, onSelect: () => setMode('deleted') },
          ]}
        />
      </div>
      {mode === 'deleted' && <DeleteTask task={task} actions={actions} onClose={() => setMode('shown')} />}
    </li>
  );
});

export function DueChip({ due, hideDay = false }: { due: NonNullable<Task['due']>; hideDay?: boolean }) {
  const { zone, today } = useClock();
  const tone = dueTone(due, zone, today);
  const label = dueLabel(due, zone, today);
  const text = hideDay ? (/\d\d:\d\d$/.exec(label)?.[0] ?? '') : label;
  if (!text && !due.is_recurring) return null;
  return (
    <span className={styles.due} data-tone={tone}>
      <span className="hidden-visually">{tone === 'overdue' ? 'Overdue: ' : 'Due '}</span>
      {due.is_recurring && <Icon name="repeat" size={15} />}
      {text}
      {due.is_recurring && <span className="hidden-visually"> and again, {due.string}</span>}
    </span>
  );
}

function TaskFacts({ task, place }: { task: Task; place: Place | undefined }) {
  const { labels, note_count: comments, deadline } = task;
  if (!labels.length && !comments && !deadline && !place) return null;
  return (
    <ul className={styles.facts}>
      {place && (
        <li className={styles.place} data-color={place.color}>
          {place.name}
        </li>
      )}
      {deadline && (
        <li>
          <Icon name="deadline" size={14} />
          <span className="hidden-visually">Deadline </span>
          {deadline.date}
        </li>
      )}
      {labels.map((label) => (
        <li key={label}>
          <Icon name="label" size={14} />
          {label}
        </li>
      ))}
      {comments > 0 && (
        <li>
          <Icon name="comment" size={14} />
          {comments}
          <span className="hidden-visually">{comments === 1 ? ' comment' : ' comments'}</span>
        </li>
      )}
    </ul>
  );
}
