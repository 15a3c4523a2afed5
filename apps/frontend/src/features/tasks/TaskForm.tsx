import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Problem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { GrowingText } from '../../ui/GrowingText';
import { PriorityChoice, ProjectChoice, type Place } from './Choice';
import { DuePicker } from './DuePicker';
import type { TaskDraft } from './task-draft';
import styles from './TaskForm.module.css';

interface TaskFormProps {
  name: string;
  draft: TaskDraft;
  onChange: (draft: TaskDraft) => void;
  onSubmit: () => void;
  onCancel: () => void;
  submitLabel: string;
  cancelLabel?: string;
  projects: Place[];
  problem?: Problem | null | undefined;
  busy?: boolean;
}

/** Writes or rewrites a task. Enter submits, Esc gives up, Shift+Enter leads to the description. */
export function TaskForm(props: TaskFormProps) {
  const {
    name,
    draft,
    onChange,
    onSubmit,
    onCancel,
    submitLabel,
    cancelLabel = 'Cancel',
    projects,
    problem,
    busy,
  } = props;
  const content = useRef<HTMLTextAreaElement>(null);
  const description = useRef<HTMLTextAreaElement>(null);
  const dueProblem = problem?.messageFor('due_string', 'due_date', 'due_datetime', 'due');

  useEffect(() => {
    const field = content.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const submit = () => {
    if (busy) return;
    if (draft.content.trim()) onSubmit();
    content.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Enter' && event.target === content.current) {
      event.preventDefault();
      if (event.shiftKey) description.current?.focus();
      else submit();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  };

  return (
    <form
      className={styles.form}
      aria-label={name}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.page}>
        <GrowingText
          ref={content}
          label="Task name"
          placeholder="What needs doing?"
          className={styles.content}
          value={draft.content}
          maxLength={500}
          aria-invalid={problem?.messageFor('content') ? true : undefined}
          onChange={(event) => onChange({ ...draft, content: event.target.value.replaceAll('\n', ' ') })}
        />
        <GrowingText
          ref={description}
          label="Description"
          placeholder="Notes"
          className={styles.description}
          value={draft.description}
          maxLength={16383}
          onChange={(event) => onChange({ ...draft, description: event.target.value })}
        />
        <div className={styles.fields}>
          <DuePicker due={draft.due} error={dueProblem} onChange={(due) => onChange({ ...draft, due })} />
          <PriorityChoice priority={draft.priority} onChange={(priority) => onChange({ ...draft, priority })} />
          <ProjectChoice
            projectId={draft.projectId}
            projects={projects}
            onChange={(projectId) => onChange({ ...draft, projectId })}
          />
        </div>
        {problem && (
          <p className={styles.problem} role="alert">
            {dueProblem ? `Due date: ${dueProblem}` : (problem.messageFor('content') ?? problem.message)}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        <Button tone="quiet" onClick={onCancel}>
          {cancelLabel}
        </Button>
        <Button type="submit" tone="main" busy={busy ?? false} disabled={!draft.content.trim()}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
