import type { Task } from '../../api/types';
import styles from './TaskCheck.module.css';

interface TaskCheckProps {
  task: Task;
  /** The person may not complete it: the ring only tells how urgent it is. */
  disabled: boolean;
  onComplete: () => void;
}

/** The ring that completes a task; its colour, and its name, tell the priority. */
export function TaskCheck({ task, disabled, onComplete }: TaskCheckProps) {
  const priority = task.priority > 1 ? `, priority ${5 - task.priority}` : '';
  return (
    <span className={styles.check} data-priority={5 - task.priority}>
      <input
        type="checkbox"
        className={styles.box}
        checked={task.checked}
        disabled={disabled}
        aria-label={`Complete ${task.content}${priority}`}
        onChange={(event) => {
          if (event.target.checked) onComplete();
        }}
      />
      <svg className={styles.tick} viewBox="0 0 22 22" aria-hidden="true">
        <path d="M6.2 11.4l3.2 3.2 6.4-7" pathLength="1" />
      </svg>
    </span>
  );
}
