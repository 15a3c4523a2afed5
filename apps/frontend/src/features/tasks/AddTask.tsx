import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import { useClock } from '../../state/clock';
import { useDraft } from '../../state/draft';
import type { Day } from '../../state/days';
import { Icon } from '../../ui/Icon';
import { showToast } from '../../ui/toast-store';
import styles from './AddTask.module.css';
import type { Place } from './Choice';
import { dueDay, dueLabel } from './due';
import { discardOutgoing, newOutgoing, sendTask } from './outgoing';
import { additionOf, emptyDraft, type LandingPlace, type TaskDraft } from './task-draft';
import { TaskForm } from './TaskForm';

/** Where a new task lands unless the form, or its words, say otherwise. */
export interface Landing extends LandingPlace {
  /** Names the list; each has a draft of its own. */
  list: string;
  projectId: string;
  day?: Day;
}

interface AddTaskFormProps {
  landing: Landing;
  projects: Place[];
  onClose: () => void;
  /** Says where each task went, also when it can be seen in the list. */
  alwaysTell?: boolean;
}

/**
 * The open form. It empties at once for the next task; when the server refuses, the words come back to it, or, if the
 * next one is being written already, wait in the list of unsaved tasks. Closing it keeps what is half-written.
 */
export function AddTaskForm({ landing, projects, onClose, alwaysTell = false }: AddTaskFormProps) {
  const client = useQueryClient();
  const { zone, today } = useClock();
  const { list, projectId } = landing;
  const [draft, setDraft, dirty] = useDraft<TaskDraft>(`add:${list}`, emptyDraft(projectId, landing.day));
  const [problem, setProblem] = useState<Problem | null>(null);
  const untouched = useRef(true);

  useEffect(() => {
    untouched.current = true;
    return () => {
      untouched.current = false;
    };
  }, []);

  const change = (next: TaskDraft) => {
    untouched.current = false;
    setDraft(next);
  };

  const submit = async () => {
    const entry = newOutgoing(list, draft, additionOf(draft, landing));
    untouched.current = true;
    setDraft(null);
    setProblem(null);
    try {
      const task = await sendTask(client, entry);
      const day = task.due && dueDay(task.due, zone);
      const here = landing.day ? day === landing.day : task.project_id === projectId;
      if (here && !alwaysTell) return;
      const name = projects.find(({ id }) => id === task.project_id)?.name ?? 'your list';
      showToast(`Added to ${name}${task.due ? `, due ${dueLabel(task.due, zone, today)}` : ''}`);
    } catch (error) {
      if (!untouched.current) return;
      discardOutgoing(entry.key);
      setDraft(draft);
      setProblem(asProblem(error));
    }
  };

  return (
    <TaskForm
      name="New task"
      draft={draft}
      onChange={change}
      onSubmit={() => void submit()}
      onCancel={() => {
        if (dirty && !draft.content.trim()) setDraft(null);
        onClose();
      }}
      submitLabel="Add task"
      cancelLabel="Close"
      projects={projects}
      problem={problem}
      quick={landing}
    />
  );
}

/** A line at the end of a list that turns into the form. */
export function AddTask({
  landing,
  projects,
  label = 'Add task',
}: {
  landing: Landing;
  projects: Place[];
  label?: string;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  if (open) {
    const close = () => {
      setOpen(false);
      requestAnimationFrame(() => button.current?.focus());
    };
    return <AddTaskForm landing={landing} projects={projects} onClose={close} />;
  }
  return (
    <button ref={button} type="button" className={styles.add} onClick={() => setOpen(true)}>
      <span className={styles.plus}>
        <Icon name="plus" size={18} />
      </span>
      {label}
    </button>
  );
}
