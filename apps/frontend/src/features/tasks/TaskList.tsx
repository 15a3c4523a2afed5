import { rightsOf } from '../../api/roles';
import { useOpenTask } from '../../state/background';
import { useAssignees } from './assignees';
import type { Branch } from './task-tree';
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
  const rightsTo = useRights(readOnly ? [] : tasks);
  const assigneeOf = useAssignees(tasks, projects);
  if (!branches.length) return null;
  return (
    <ul aria-label={label} className={styles.list} data-look={look}>
      {branches.map(({ task, depth }) => (
        <TaskRow
          key={task.id}
          task={task}
          depth={depth}
          actions={actions}
          {...(readOnly ? rightsOf('viewer') : rightsTo(task))}
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
