import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { dayLabel, formatTime } from '../../state/days';
import { Icon } from '../../ui/Icon';
import type { Place } from './Choice';
import { dueLabel, dueTime, dueTone } from './due';
import styles from './TaskFacts.module.css';

/** When a task is due, in its colour; what recurs has a sign. */
export function DueChip({ due, hideDay = false }: { due: NonNullable<Task['due']>; hideDay?: boolean }) {
  const { zone, today } = useClock();
  const tone = dueTone(due, zone, today);
  const time = dueTime(due, zone);
  const text = hideDay ? time && formatTime(time) : dueLabel(due, zone, today);
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

interface TaskFactsProps {
  task: Task;
  place: Place | undefined;
  /** How many tasks below it the list does not show. */
  hidden: number;
}

/** What else is known of a task, in small print. */
export function TaskFacts({ task, place, hidden }: TaskFactsProps) {
  const { today } = useClock();
  const { labels, note_count: comments, deadline } = task;
  if (!labels.length && !comments && !deadline && !place && !hidden) return null;
  return (
    <ul className={styles.facts}>
      {place && (
        <li className={styles.place} data-color={place.color}>
          {place.name}
        </li>
      )}
      {hidden > 0 && (
        <li>
          <Icon name="subtasks" size={14} />
          {hidden}
          <span className="hidden-visually">{hidden === 1 ? ' hidden subtask' : ' hidden subtasks'}</span>
        </li>
      )}
      {deadline && (
        <li>
          <Icon name="deadline" size={14} />
          <span className="hidden-visually">Deadline </span>
          {dayLabel(deadline.date, today)}
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
