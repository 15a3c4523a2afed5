import { useDraft } from '../state/draft';
import { Button } from './Button';
import { Dialog } from './Dialog';
import styles from './DialogActions.module.css';
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
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!draft.name.trim()) return;
          setDraft(null);
          onSave(draft.name.trim());
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
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="main" disabled={!draft.name.trim()}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
