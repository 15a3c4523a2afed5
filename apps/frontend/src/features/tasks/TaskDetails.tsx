import { useState, type ReactNode } from 'react';
import { asProblem } from '../../api/problem';
import type { Task, TaskChange } from '../../api/types';
import { useClock } from '../../state/clock';
import { formatMoment } from '../../state/days';
import { Button } from '../../ui/Button';
import { AddTask } from './AddTask';
import { PriorityChoice, ProjectChoice, type Place } from './Choice';
import { DeleteTask } from './DeleteTask';
import { DuePicker } from './DuePicker';
import { EditableText } from './EditableText';
import { LabelField } from './LabelField';
import { useTaskActions } from './task-actions';
import { dueDraftOf, dueFields, duePreview } from './task-draft';
import { useTasks } from './task-queries';
import { asTree, familyOf } from './task-tree';
import { TaskCheck } from './TaskCheck';
import styles from './TaskDetails.module.css';
import { TaskList } from './TaskList';
import { UnsavedTasks } from './UnsavedTasks';

interface TaskDetailsProps {
  task: Task;
  projects: Place[];
  onClose: () => void;
  /** The conversation about it. */
  children: ReactNode;
}

/** All that is known of a task, each part of it open to change. */
export function TaskDetails({ task, projects, onClose, children }: TaskDetailsProps) {
  const actions = useTaskActions();
  const { data: tasks = [] } = useTasks();
  const { zone, today } = useClock();
  const [deleting, setDeleting] = useState(false);
  const [dueProblem, setDueProblem] = useState<string>();
  const list = `task:${task.id}`;
  const subtasks = familyOf(tasks, task.id).filter(({ id }) => id !== task.id);

  const save = (change: TaskChange) => actions.update(task, change, change);
  const saveQuietly = (change: TaskChange) => {
    save(change).catch((error: unknown) => actions.complain('Not saved.', error));
  };

  return (
    <article className={styles.details}>
      <div className={styles.main}>
        <div className={styles.head}>
          <TaskCheck
            task={task}
            onComplete={() => {
              void actions.complete(task);
              onClose();
            }}
          />
          <div className={styles.words}>
            <EditableText
              label="Task name"
              draftKey={`content:${task.id}`}
              className={styles.content}
              value={task.content}
              maxLength={500}
              singleLine
              onSave={(content) => save({ content })}
            />
            <EditableText
              label="Description"
              draftKey={`description:${task.id}`}
              className={styles.description}
              value={task.description}
              maxLength={16383}
              placeholder="Add notes"
              onSave={(description) => save({ description })}
            />
          </div>
        </div>
        {task.checked && (
          <p className={styles.done}>
            This task is completed. <Button onClick={() => void actions.reopen([task])}>Reopen</Button>
          </p>
        )}
        <section className={styles.part} aria-label="Subtasks">
          <h3 className={styles.heading}>Subtasks</h3>
          <TaskList label="Subtasks" branches={asTree(subtasks)} projects={projects} />
          <UnsavedTasks list={list} projects={projects} />
          <AddTask
            landing={{ list, projectId: task.project_id, parentId: task.id }}
            projects={projects}
            label="Add subtask"
          />
        </section>
        {children}
      </div>
      <div className={styles.side}>
        <dl className={styles.facts}>
          <dt>Project</dt>
          <dd>
            <ProjectChoice
              projectId={task.project_id}
              projects={projects}
              onChange={(projectId) => {
                const name = projects.find(({ id }) => id === projectId)?.name ?? '';
                void actions.move(task, { projectId, name });
              }}
            />
          </dd>
          <dt>Due</dt>
          <dd>
            <DuePicker
              due={dueDraftOf(task)}
              error={dueProblem}
              onChange={(due) => {
                setDueProblem(undefined);
                actions.update(task, dueFields(due), duePreview(due)).catch((error: unknown) => {
                  setDueProblem(asProblem(error).messageFor('due_string') ?? asProblem(error).message);
                });
              }}
            />
            {dueProblem && (
              <p className={styles.problem} role="alert">
                {dueProblem}
              </p>
            )}
          </dd>
          <dt>Priority</dt>
          <dd>
            <PriorityChoice priority={task.priority} onChange={(priority) => saveQuietly({ priority })} />
          </dd>
          <dt>Labels</dt>
          <dd>
            <LabelField labels={task.labels} onChange={(labels) => saveQuietly({ labels })} />
          </dd>
        </dl>
        <div className={styles.foot}>
          <p>Added {formatMoment(task.added_at, zone, today)}</p>
          <Button tone="quiet" icon="trash" onClick={() => setDeleting(true)}>
            Delete task
          </Button>
        </div>
      </div>
      {deleting && <DeleteTask task={task} actions={actions} onClose={() => setDeleting(false)} onDelete={onClose} />}
    </article>
  );
}
