import { useId } from 'react';
import type { Problem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import type { ProjectWords } from './project-queries';
import styles from './ProjectForm.module.css';

const colors: ProjectWords['color'][] = [
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
