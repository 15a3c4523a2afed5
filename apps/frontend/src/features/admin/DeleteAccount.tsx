import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { FormDialog } from '../../ui/FormDialog';
import { TextField } from '../../ui/TextField';
import { showToast } from '../../ui/toast-store';
import { useDeleteAccount } from './admin-queries';

interface DeleteAccountProps {
  id: string;
  email: string;
  onClose: () => void;
}

/** Removes somebody else’s account, against one’s own password. */
export function DeleteAccount({ id, email, onClose }: DeleteAccountProps) {
  const [password, setPassword] = useState('');
  const {
    mutate: remove,
    isPending,
    error,
  } = useDeleteAccount(() => {
    showToast(`${email} is deleted.`);
    onClose();
  });
  return (
    <FormDialog
      title={`Delete ${email}?`}
      action="Delete for good"
      busy={isPending}
      ready={password !== ''}
      onSave={() => remove({ id, current_password: password })}
      onClose={onClose}
    >
      <p>Everything that the account owns goes with it. Nothing brings it back.</p>
      <TextField
        label="Your own password"
        type="password"
        autoComplete="current-password"
        value={password}
        error={error ? asProblem(error).message : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  );
}
