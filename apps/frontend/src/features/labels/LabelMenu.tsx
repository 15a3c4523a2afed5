import { useState } from 'react';
import type { Label } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu } from '../../ui/Menu';
import { useDeleteLabel } from './label-actions';
import { LabelDialog } from './LabelDialog';

interface LabelMenuProps {
  label: Label;
  /** It may have another name now. */
  onSaved?: (name: string) => void;
  onDelete?: () => void;
}

/** What can be done to a label. */
export function LabelMenu({ label, onSaved, onDelete }: LabelMenuProps) {
  const [mode, setMode] = useState<'closed' | 'edited' | 'deleted'>('closed');
  const remove = useDeleteLabel();
  const close = () => setMode('closed');
  const { name } = label;

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={[
          { label: 'Rename or recolour', icon: 'pencil', onSelect: () => setMode('edited') },
          { label: 'Delete label', icon: 'trash', danger: true, onSelect: () => setMode('deleted') },
        ]}
      />
      {mode === 'edited' && <LabelDialog label={label} onClose={close} {...(onSaved ? { onSaved } : {})} />}
      {mode === 'deleted' && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          consequence="It comes off every task that has it. The tasks stay."
          action="Delete label"
          onClose={close}
          onConfirm={() => {
            remove(label);
            onDelete?.();
          }}
        />
      )}
    </>
  );
}
