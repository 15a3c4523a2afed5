import type { Problem } from '../api/problem';
import type { Label } from '../api/types';
import { useDraft } from '../state/draft';
import { ColorField } from './ColorField';
import { FormDialog } from './FormDialog';
import { TextField } from './TextField';

/** What a project and a label have in common. */
export type NameAndColor = Pick<Label, 'name' | 'color'>;

interface ColorFormProps {
  title: string;
  draftKey: string;
  words: NameAndColor;
  action: string;
  busy: boolean;
  problem: Problem | null;
  onSave: (words: NameAndColor, done: () => void) => void;
  onClose: () => void;
}

/** A name and a colour, in a dialog. What was typed is kept until it is saved. */
export function ColorForm({ title, draftKey, words, action, busy, problem, onSave, onClose }: ColorFormProps) {
  const [draft, setDraft] = useDraft<NameAndColor>(draftKey, words);
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
