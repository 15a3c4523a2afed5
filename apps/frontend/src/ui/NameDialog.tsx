import { useDraft } from '../state/draft';
import { FormDialog } from './FormDialog';
import { TextField } from './TextField';

interface NameDialogProps {
  title: string;
  draftKey: string;
  name: string;
  maxLength: number;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks for another name. What was typed is kept until it is saved. */
export function NameDialog({ title, draftKey, name, maxLength, onSave, onClose }: NameDialogProps) {
  const [draft, setDraft] = useDraft(draftKey, { name });
  const next = draft.name.trim();
  return (
    <FormDialog
      title={title}
      action="Save"
      busy={false}
      ready={next !== ''}
      onClose={onClose}
      onSave={() => {
        setDraft(null);
        onSave(next);
      }}
    >
      <TextField
        label="Name"
        value={draft.name}
        maxLength={maxLength}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setDraft({ name: event.target.value })}
      />
    </FormDialog>
  );
}
