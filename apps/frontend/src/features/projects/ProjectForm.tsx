import type { Problem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { ColorField } from '../../ui/ColorField';
import { FormDialog } from '../../ui/FormDialog';
import { TextField } from '../../ui/TextField';
import type { ProjectWords } from './project-queries';

interface ProjectFormProps {
  title: string;
  draftKey: string;
  words: ProjectWords;
  action: string;
  busy: boolean;
  problem: Problem | null;
  onSave: (words: ProjectWords, done: () => void) => void;
  onClose: () => void;
}

/** A project's name and colour, in a dialog. What was typed is kept until it is saved. */
export function ProjectForm({ title, draftKey, words, action, busy, problem, onSave, onClose }: ProjectFormProps) {
  const [draft, setDraft] = useDraft<ProjectWords>(draftKey, words);
  const name = draft.name.trim();

  return (
    <FormDialog
      title={title}
      action={action}
      busy={busy}
      ready={name !== ''}
      onClose={onClose}
      onSave={() => onSave({ ...draft, name }, () => setDraft(null))}
    >
      <TextField
        label="Name"
        value={draft.name}
        maxLength={120}
        data-autofocus
        autoComplete="off"
        error={problem ? (problem.messageFor('name') ?? problem.message) : undefined}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <ColorField value={draft.color} onChange={(color) => setDraft({ ...draft, color })} />
    </FormDialog>
  );
}
