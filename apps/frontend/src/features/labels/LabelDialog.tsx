import { asProblem } from '../../api/problem';
import type { Label } from '../../api/types';
import { ColorForm } from '../../ui/ColorForm';
import { useAddLabel, useUpdateLabel } from './label-actions';

interface LabelDialogProps {
  /** The one to change; a new one when there is none. */
  label?: Label;
  /** What a new one is called to begin with. */
  name?: string;
  onClose: () => void;
  onSaved?: (name: string) => void;
}

/** A label's name and colour. */
export function LabelDialog({ label, name = '', onClose, onSaved }: LabelDialogProps) {
  const add = useAddLabel();
  const update = useUpdateLabel();
  const { isPending, error } = label ? update : add;

  return (
    <ColorForm
      title={label ? 'Edit label' : 'New label'}
      draftKey={`label:${label?.id ?? `new:${name}`}`}
      words={label ? { name: label.name, color: label.color } : { name, color: 'teal' }}
      action={label ? 'Save' : 'Add label'}
      busy={isPending}
      problem={error ? asProblem(error) : null}
      onClose={onClose}
      onSave={(words, done) => {
        const onSuccess = () => {
          done();
          onClose();
          onSaved?.(words.name);
        };
        // told even when the page of a label that was renamed is gone by then
        const saved = label ? update.mutateAsync({ label, words }) : add.mutateAsync(words);
        saved.then(onSuccess, () => undefined);
      }}
    />
  );
}
