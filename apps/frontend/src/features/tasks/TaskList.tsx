import { rightsOf } from '../../api/roles';
import type { Task } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { useFolded } from '../../state/own-folds';
import { useAssignees } from './assignees';
import { linesOf, type Branch } from './task-tree';
import type { Place } from './Choice';
import { useTaskActions } from './task-actions';
import styles from './TaskList.module.css';
import { useRights } from './rights';
import { TaskRow } from './TaskRow';

interface TaskListProps {
  label: string;
  branches: Branch[];
  projects: Place[];
  showPlace?: boolean;
  hideDay?: boolean;
  /** Lines on a page, or cards in a column. */
  look?: 'line' | 'card';
  /** Offers nothing that changes a task, whatever the person may. */
  readOnly?: boolean;
}

export function TaskList(props: TaskListProps) {
  const { label, branches, projects, showPlace = false, hideDay = false, look = 'line', readOnly = false } = props;
  const actions = useTaskActions();
  const open = useOpenTask();
  const tasks = branches.map(({ task }) => task);
  const rightsIn = useRights(readOnly ? [] : tasks);
  const rightsTo = (task: Task) => (readOnly ? rightsOf('viewer') : rightsIn(task));
  const isFolded = useFolded();
  const assigneeOf = useAssignees(tasks, projects);
  if (!branches.length) return null;
  const lines = linesOf(branches, (task) => isFolded(task, rightsTo(task).mayEdit));
  return (
    <ul aria-label={label} className={styles.list} data-look={look}>
      {lines.map(({ task, depth, under, folded }) => (
        <TaskRow
          key={task.id}
          task={task}
          depth={depth}
          actions={actions}
          {...rightsTo(task)}
          under={under}
          folded={folded}
          projects={projects}
          onOpen={open}
          assignee={assigneeOf(task)?.name}
          hideDay={hideDay}
          place={showPlace ? projects.find(({ id }) => id === task.project_id) : undefined}
        />
      ))}
    </ul>
  );
}
