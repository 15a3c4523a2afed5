import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { showToast } from '../../ui/toast-store';
import { TextField } from '../../ui/TextField';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useChangePassword } from './security-queries';
import { form, Setting } from '../../ui/Setting';

const none = { current_password: '', new_password: '' };

/** Another password, against the one of now, or a first one. */
export function PasswordSetting({ hasPassword }: { hasPassword: boolean }) {
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
  return (
    <Setting title="Password" note={hasPassword ? undefined : 'There is none yet.'}>
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) change(passwords);
        }}
      >
        <CurrentPasswordField
          label="Current password"
          value={passwords.current_password}
          error={problem?.messageFor('current_password')}
          onChange={(current_password) => setPasswords((now) => ({ ...now, current_password }))}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          maxLength={256}
          value={passwords.new_password}
          error={problem?.messageFor('new_password')}
          onChange={(event) => setPasswords((now) => ({ ...now, new_password: event.target.value }))}
        />
        <Button type="submit" busy={isPending}>
          {hasPassword ? 'Change the password' : 'Set a password'}
        </Button>
      </form>
    </Setting>
  );
}
