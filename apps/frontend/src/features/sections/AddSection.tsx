import { useRef, useState } from 'react';
import { asProblem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/TextField';
import styles from './AddSection.module.css';
import { useSectionActions } from './section-actions';

/** A line that turns into a form for the names of new sections, one after another. */
export function AddSection({ projectId }: { projectId: string }) {
  const { add } = useSectionActions(projectId);
  const [draft, setDraft] = useDraft(`section:new:${projectId}`, { name: '' });
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const name = draft.name.trim();

  if (!open) {
    return (
      <button ref={button} type="button" className={styles.add} onClick={() => setOpen(true)}>
        <Icon name="plus" size={18} />
        Add section
      </button>
    );
  }

  const close = () => {
    setOpen(false);
    setProblem(undefined);
    requestAnimationFrame(() => button.current?.focus());
  };

  const submit = async () => {
    if (!name || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await add(name);
      setDraft(null);
    } catch (error) {
      setProblem(asProblem(error).message);
    }
    setBusy(false);
    field.current?.focus();
  };

  return (
    <form
      className={styles.form}
      aria-label="New section"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <TextField
        ref={field}
        label="Name of the section"
        value={draft.name}
        maxLength={2048}
        autoFocus
        autoComplete="off"
        error={problem}
        onChange={(event) => setDraft({ name: event.target.value })}
      />
      <div className={styles.actions}>
        <Button type="submit" tone="main" busy={busy} disabled={!name}>
          Add section
        </Button>
        <Button tone="quiet" onClick={close}>
          Close
        </Button>
      </div>
    </form>
  );
}
