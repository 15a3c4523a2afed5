import { useSections } from '../../api/lists';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { dayLabel } from '../../state/days';
import { useAssignees } from './assignees';
import type { Place } from './Choice';
import { dueLabel } from './due';
import styles from './TaskSettings.module.css';

/** Where a task is, whose, when it is due, how urgent it is, what it is labelled, for whoever may only look at it. */
export function TaskSummary({ task, projects }: { task: Task; projects: Place[] }) {
  const { zone, today } = useClock();
  const project = projects.find(({ id }) => id === task.project_id);
  const { data: sections = [] } = useSections(task.project_id, project !== undefined);
  const section = sections.find(({ id }) => id === task.section_id);
  const assignee = useAssignees([task], projects)(task);
  const { due, deadline, priority, labels } = task;
  const facts = [
    ['Project', [project?.name, section?.name].filter(Boolean).join(' / ')],
    ['Assignee', assignee?.name],
    ['Due', due && `${dueLabel(due, zone, today)}${due.is_recurring ? `, ${due.string}` : ''}`],
    ['Deadline', deadline && dayLabel(deadline.date, today)],
    ['Priority', priority > 1 && `Priority ${5 - priority}`],
    ['Labels', labels.join(', ')],
  ] as const;
  return (
    <dl className={styles.summary}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
