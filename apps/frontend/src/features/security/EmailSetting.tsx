import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { CurrentUser } from '../../api/types';
import { Button } from '../../ui/Button';
import { showToast } from '../../ui/toast-store';
import { TextField } from '../../ui/TextField';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useChangeEmail, useSendVerification } from './security-queries';
import { actions, form, Setting } from '../../ui/Setting';

/** The address of the account: whether it is confirmed, and another one. */
export function EmailSetting({ user }: { user: CurrentUser }) {
  const [wanted, setWanted] = useState({ new_email: '', current_password: '' });
  const {
    mutate: change,
    isPending,
    error,
  } = useChangeEmail(() => {
    showToast(`A mail is on its way to ${wanted.new_email}. Open the link in it.`);
    setWanted({ new_email: '', current_password: '' });
  });
  const { mutate: send } = useSendVerification();
  const problem = error && asProblem(error);
  return (
    <Setting title="E-mail" note={`${user.email} is ${user.email_verified ? 'confirmed' : 'not confirmed yet'}.`}>
      {!user.email_verified && (
        <div className={actions}>
          <Button onClick={() => send()}>Send the link to confirm it once more</Button>
        </div>
      )}
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) change(wanted);
        }}
      >
        <TextField
          label="New address"
          type="email"
          autoComplete="email"
          value={wanted.new_email}
          error={problem?.messageFor('new_email')}
          onChange={(event) => setWanted((now) => ({ ...now, new_email: event.target.value }))}
        />
        <CurrentPasswordField
          label="Password, to change the address"
          value={wanted.current_password}
          error={problem?.messageFor('current_password')}
          onChange={(current_password) => setWanted((now) => ({ ...now, current_password }))}
        />
        <Button type="submit" busy={isPending}>
          Change the address
        </Button>
      </form>
    </Setting>
  );
}
