import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Problem } from '../../api/problem';
import type { QuickAddPart } from '../../api/types';
import { Button } from '../../ui/Button';
import { GrowingText } from '../../ui/GrowingText';
import { PriorityChoice, ProjectChoice, type Place } from './Choice';
import { DuePicker } from './DuePicker';
import { useQuickPreview } from './quick-preview';
import { keptAsText, standing } from './quick-text';
import { QuickText } from './QuickText';
import type { LandingPlace, TaskDraft } from './task-draft';
import styles from './TaskForm.module.css';
import { Understood } from './Understood';

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
  /** Where a new task lands: its name is read for dates, projects and the like. Not told of one that is rewritten. */
  quick?: LandingPlace;
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
    quick,
  } = props;
  const content = useRef<HTMLTextAreaElement>(null);
  const description = useRef<HTMLTextAreaElement>(null);
  const preview = useQuickPreview(draft, quick);
  const parts = standing(draft.content, preview?.parts ?? []);
  const says = (kind: QuickAddPart['kind']) => parts.some((part) => part.kind === kind);
  const textProblem = problem?.messageFor('content', 'text');
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
        <QuickText
          ref={content}
          parts={parts}
          label="Task name"
          placeholder="What needs doing?"
          className={styles.content}
          value={draft.content}
          maxLength={quick ? 1000 : 500}
          aria-invalid={textProblem ? true : undefined}
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
          {preview && (
            <Understood
              parts={parts}
              preview={preview}
              onKeepAsText={(part) => {
                onChange({ ...draft, content: keptAsText(draft.content, part) });
                content.current?.focus();
              }}
            />
          )}
          {!says('due') && (
            <DuePicker due={draft.due} error={dueProblem} onChange={(due) => onChange({ ...draft, due })} />
          )}
          {!says('priority') && (
            <PriorityChoice priority={draft.priority} onChange={(priority) => onChange({ ...draft, priority })} />
          )}
          {!says('project') && (
            <ProjectChoice
              projectId={draft.projectId}
              projects={projects}
              onChange={(projectId) => onChange({ ...draft, projectId })}
            />
          )}
        </div>
        {problem && (
          <p className={styles.problem} role="alert">
            {dueProblem ? `Due date: ${dueProblem}` : (textProblem ?? problem.message)}
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
