import { useId } from 'react';
import type { Problem } from '../api/problem';
import type { Label } from '../api/types';
import { useDraft } from '../state/draft';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { TextField } from './TextField';
import styles from './ColorForm.module.css';

/** What a project and a label have in common. */
export type NameAndColor = Pick<Label, 'name' | 'color'>;

const colors: NameAndColor['color'][] = [
  'berry_red',
  'red',
  'orange',
  'yellow',
  'olive_green',
  'lime_green',
  'green',
  'mint_green',
  'teal',
  'sky_blue',
  'light_blue',
  'blue',
  'grape',
  'violet',
  'lavender',
  'magenta',
  'salmon',
  'charcoal',
  'grey',
  'taupe',
];

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
  const group = useId();

  const submit = () => {
    const name = draft.name.trim();
    if (name && !busy) onSave({ ...draft, name }, () => setDraft(null));
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
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
        <fieldset>
          <legend className={styles.legend}>Colour</legend>
          <div className={styles.colors}>
            {colors.map((color) => (
              <label key={color} className={styles.color} data-color={color} title={color.replace('_', ' ')}>
                <input
                  type="radio"
                  name={group}
                  value={color}
                  checked={draft.color === color}
                  aria-label={color.replace('_', ' ')}
                  onChange={() => setDraft({ ...draft, color })}
                />
              </label>
            ))}
          </div>
        </fieldset>
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="main" busy={busy} disabled={!draft.name.trim()}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
