import { useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import type { Task } from '../../api/types';
import { useDraft } from '../../state/draft';
import type { Place } from './Choice';
import type { TaskActions } from './task-actions';
import { changeOf, draftOf, duePreview } from './task-draft';
import { TaskForm } from './TaskForm';

interface TaskEditorProps {
  task: Task;
  actions: TaskActions;
  projects: Place[];
  onClose: () => void;
}

/** The form in the place of its task. It closes once the server has agreed. */
export function TaskEditor({ task, actions, projects, onClose }: TaskEditorProps) {
  const [draft, setDraft] = useDraft(`edit:${task.id}`, draftOf(task));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    const change = changeOf(draft, task);
    setBusy(true);
    setProblem(null);
    try {
      if (Object.keys(change).length) {
        const { content, description, priority } = draft;
        await actions.update(task, change, { content, description, priority, ...duePreview(draft.due, task) });
      }
      const target = projects.find(({ id }) => id === draft.projectId);
      if (target && target.id !== task.project_id) {
        await actions.move(task, { projectId: target.id, name: target.name });
      }
      setDraft(null);
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return (
    <TaskForm
      name={`Edit ${task.content}`}
      draft={draft}
      onChange={setDraft}
      onSubmit={() => void save()}
      onCancel={() => {
        setDraft(null);
        onClose();
      }}
      submitLabel="Save"
      projects={projects}
      problem={problem}
      busy={busy}
    />
  );
}
