import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { showToast } from '../../ui/toast-store';
import { TextField } from '../../ui/TextField';
import { useChangePassword } from './security-queries';
import { form, Setting } from '../../ui/Setting';

const none = { current_password: '', new_password: '' };

/** Another password, against the one of now. */
export function PasswordSetting() {
  const [passwords, setPasswords] = useState(none);
  const {
    mutate: change,
    isPending,
    error,
  } = useChangePassword(() => {
    setPasswords(none);
    showToast('Your password is changed. Everywhere else you are signed out.');
  });
  const problem = error && asProblem(error);
  const field = (name: keyof typeof none, label: string, autoComplete: string) => (
    <TextField
      label={label}
      type="password"
      autoComplete={autoComplete}
      maxLength={256}
      value={passwords[name]}
      error={problem?.messageFor(name)}
      onChange={(event) => setPasswords((now) => ({ ...now, [name]: event.target.value }))}
    />
  );
  return (
    <Setting title="Password">
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) change(passwords);
        }}
      >
        {field('current_password', 'Current password', 'current-password')}
        {field('new_password', 'New password', 'new-password')}
        <Button type="submit" busy={isPending}>
          Change the password
        </Button>
      </form>
    </Setting>
  );
}
