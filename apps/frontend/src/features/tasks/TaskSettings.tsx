import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { Task, TaskChange } from '../../api/types';
import type { Day } from '../../state/days';
import { AssigneeChoice } from './AssigneeChoice';
import { PriorityChoice, ProjectChoice, type Place } from './Choice';
import { DeadlinePicker } from './DeadlinePicker';
import { DuePicker } from './DuePicker';
import { LabelField } from './LabelField';
import { SectionChoice } from './SectionChoice';
import type { TaskActions } from './task-actions';
import { dueDraftOf, dueFields, duePreview, sameDue, type DueDraft } from './task-draft';
import styles from './TaskSettings.module.css';

interface TaskSettingsProps {
  task: Task;
  actions: TaskActions;
  projects: Place[];
}

/** Where a task is, whose, when it is due, how urgent it is, what it is labelled; each saved as soon as it is chosen. */
export function TaskSettings({ task, actions, projects }: TaskSettingsProps) {
  const isShared = projects.some(({ id, is_shared }) => id === task.project_id && is_shared);
  const [dueProblem, setDueProblem] = useState<string>();

  const save = (change: Pick<TaskChange, 'priority' | 'labels'>) => {
    actions.update(task, change, change).catch((error: unknown) => actions.complain('Not saved.', error));
  };

  const setDue = (due: DueDraft) => {
    setDueProblem(undefined);
    if (sameDue(due, dueDraftOf(task))) return;
    actions.update(task, dueFields(due), duePreview(due, task)).catch((error: unknown) => {
      const problem = asProblem(error);
      setDueProblem(problem.messageFor('due_string') ?? problem.message);
    });
  };

  const setDeadline = (day: Day | null) => {
    const change = actions.update(task, { deadline_date: day }, { deadline: day ? { date: day, lang: 'en' } : null });
    change.catch((error: unknown) => actions.complain('The deadline was not saved.', error));
  };

  const assign = (id: string | null) => {
    const change = actions.update(task, { assignee_id: id }, { responsible_uid: id, responsible_name: undefined });
    change.catch((error: unknown) => actions.complain('Not assigned.', error));
  };

  const move = (projectId: string) => {
    const name = projects.find(({ id }) => id === projectId)?.name ?? '';
    void actions.move(task, { projectId, name });
  };

  return (
    <dl className={styles.settings}>
      <dt>Project</dt>
      <dd className={styles.place}>
        <ProjectChoice projectId={task.project_id} projects={projects} onChange={move} />
        <SectionChoice task={task} actions={actions} />
      </dd>
      {isShared && (
        <>
          <dt>Assignee</dt>
          <dd>
            <AssigneeChoice
              projectId={task.project_id}
              value={task.responsible_uid}
              name={task.responsible_name}
              onChange={assign}
            />
          </dd>
        </>
      )}
      <dt>Due</dt>
      <dd>
        <DuePicker due={dueDraftOf(task)} error={dueProblem} onChange={setDue} />
        {dueProblem && (
          <p className={styles.problem} role="alert">
            {dueProblem}
          </p>
        )}
      </dd>
      <dt>Deadline</dt>
      <dd>
        <DeadlinePicker deadline={task.deadline?.date ?? null} onChange={setDeadline} />
      </dd>
      <dt>Priority</dt>
      <dd>
        <PriorityChoice priority={task.priority} onChange={(priority) => save({ priority })} />
      </dd>
      <dt>Labels</dt>
      <dd>
        <LabelField labels={task.labels} onChange={(labels) => save({ labels })} />
      </dd>
    </dl>
  );
}
