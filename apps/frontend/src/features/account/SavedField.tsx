import { useState, type ComponentProps } from 'react';
import { TextField } from '../../ui/TextField';

type SavedFieldProps = Omit<ComponentProps<typeof TextField>, 'value' | 'onChange'> & {
  value: string;
  /** Gets what was typed, when it differs and is not empty. */
  onSave: (value: string) => void;
};

/** A line that is saved when the focus leaves it, or on Enter; one that was emptied gets its text back. */
export function SavedField({ value, onSave, ...rest }: SavedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  const save = () => {
    const next = typed?.trim();
    if (next && next !== value) onSave(next);
    setTyped(null);
  };

  return (
    <TextField
      {...rest}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => {
        if (key === 'Enter') save();
        if (key === 'Escape') setTyped(null);
      }}
    />
  );
}
