import { useState, type ReactNode } from 'react';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { formatMoment } from '../../state/days';
import { Button } from '../../ui/Button';
import { AddTask } from './AddTask';
import type { Place } from './Choice';
import { DeleteTask } from './DeleteTask';
import { EditableText } from './EditableText';
import { OccurrenceHistory } from './OccurrenceHistory';
import { useRights } from './rights';
import { useTaskActions } from './task-actions';
import { useTasks } from './task-queries';
import { asTree, familyOf } from './task-tree';
import { TaskCheck } from './TaskCheck';
import styles from './TaskDetails.module.css';
import { TaskList } from './TaskList';
import { TaskSettings } from './TaskSettings';
import { TaskSummary } from './TaskSummary';
import { UnsavedTasks } from './UnsavedTasks';

interface TaskDetailsProps {
  task: Task;
  projects: Place[];
  onClose: () => void;
  /** What else is set for it. */
  aside: (mayEdit: boolean) => ReactNode;
  /** The conversation about it, in which the person may take part or not. */
  children: (mayComment: boolean) => ReactNode;
}

/** All that is known of a task, each part of it open to change for whoever may. */
export function TaskDetails({ task, projects, onClose, aside, children }: TaskDetailsProps) {
  const actions = useTaskActions();
  const { data: tasks = [] } = useTasks();
  const { zone, today } = useClock();
  const [deleting, setDeleting] = useState(false);
  const list = `task:${task.id}`;
  const { mayComment, mayEdit } = useRights([task])(task);
  const subtasks = familyOf(tasks, task.id).filter(({ id }) => id !== task.id);

  const save = (words: Partial<Pick<Task, 'content' | 'description'>>) => actions.update(task, words, words);
  const complete = () => {
    void actions.complete(task);
    onClose();
  };

  return (
    <article className={styles.details}>
      <div className={styles.head}>
        <div className={styles.title}>
          <TaskCheck task={task} disabled={!mayComment} onComplete={complete} />
          <div className={styles.words}>
            <EditableText
              label="Task name"
              draftKey={`content:${task.id}`}
              className={styles.content}
              value={task.content}
              maxLength={500}
              readOnly={!mayEdit}
              singleLine
              onSave={(content) => save({ content })}
            />
            <EditableText
              label="Description"
              draftKey={`description:${task.id}`}
              className={styles.description}
              value={task.description}
              maxLength={16383}
              readOnly={!mayEdit}
              placeholder="Add notes"
              onSave={(description) => save({ description })}
            />
          </div>
        </div>
        {task.checked && (
          <p className={styles.done}>
            This task is completed. {mayComment && <Button onClick={() => void actions.reopen([task])}>Reopen</Button>}
          </p>
        )}
      </div>
      <div className={styles.side}>
        {mayEdit ? (
          <TaskSettings task={task} actions={actions} projects={projects} />
        ) : (
          <TaskSummary task={task} projects={projects} />
        )}
        {aside(mayEdit)}
      </div>
      <div className={styles.rest}>
        {(mayEdit || subtasks.length > 0) && (
          <section aria-label="Subtasks">
            <h3 className={styles.heading}>Subtasks</h3>
            <TaskList label="Subtasks" branches={asTree(subtasks)} projects={projects} />
            <UnsavedTasks list={list} projects={projects} />
            {mayEdit && (
              <AddTask
                landing={{ list, projectId: task.project_id, parentId: task.id }}
                projects={projects}
                label="Add subtask"
              />
            )}
          </section>
        )}
        {(task.due?.is_recurring === true || task.checked) && (
          <OccurrenceHistory task={task} actions={actions} maySkip={mayEdit} />
        )}
        {children(mayComment)}
      </div>
      <div className={styles.foot}>
        <p>Added {formatMoment(task.added_at, zone, today)}</p>
        {mayEdit && (
          <Button tone="quiet" icon="trash" onClick={() => setDeleting(true)}>
            Delete task
          </Button>
        )}
      </div>
      {deleting && <DeleteTask task={task} actions={actions} onClose={() => setDeleting(false)} onDelete={onClose} />}
    </article>
  );
}
