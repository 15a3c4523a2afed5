import type { Problem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { ColorField } from '../../ui/ColorField';
import { FormDialog } from '../../ui/FormDialog';
import { Notice } from '../../ui/Notice';
import { TextField } from '../../ui/TextField';
import type { FilterWords } from './filter-queries';
import { QueryField } from './QueryField';

interface FilterFormProps {
  title: string;
  draftKey: string;
  words: FilterWords;
  action: string;
  busy: boolean;
  problem: Problem | null;
  onSave: (words: FilterWords, done: () => void) => void;
  onClose: () => void;
}

/** A filter's name, query and colour, in a dialog. What was typed is kept until it is saved. */
export function FilterForm({ title, draftKey, words, action, busy, problem, onSave, onClose }: FilterFormProps) {
  const [draft, setDraft] = useDraft<FilterWords>(draftKey, words);
  const [name, query] = [draft.name.trim(), draft.query.trim()];

  return (
    <FormDialog
      title={title}
      action={action}
      busy={busy}
      ready={name !== '' && query !== ''}
      onClose={onClose}
      onSave={() => onSave({ ...draft, name }, () => setDraft(null))}
    >
      <TextField
        label="Name"
        value={draft.name}
        maxLength={120}
        data-autofocus
        autoComplete="off"
        error={problem?.messageFor('name')}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <QueryField value={draft.query} onChange={(written) => setDraft({ ...draft, query: written })} />
      <ColorField value={draft.color} onChange={(color) => setDraft({ ...draft, color })} />
      {problem?.fields.length === 0 && <Notice tone="problem">{problem.message}</Notice>}
    </FormDialog>
  );
}
