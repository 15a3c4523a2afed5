import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './AccountForm.module.css';
import { useReset } from './account-queries';
import { PasswordField } from './PasswordField';
import { Welcome } from './Welcome';

/** Where the link in the mail leads that lets a new password be set. */
export function Reset() {
  const token = useLocation().hash.slice(1);
  const [password, setPassword] = useState('');
  const { mutate: reset, isPending, isSuccess, error } = useReset();
  const problem = error && asProblem(error);
  const beside = problem?.messageFor('new_password');
  return (
    <Welcome title="Choose a new password" foot={<Link to="/signin">Sign in</Link>}>
      {isSuccess ? (
        <Notice>Your password is set, and you are signed out everywhere. Sign in with the new one.</Notice>
      ) : (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!isPending) reset({ token, new_password: password });
          }}
        >
          {problem && !beside && <Notice tone="problem">{problem.message}</Notice>}
          <PasswordField
            autoComplete="new-password"
            hint="At least 8 characters; a few words make a good one."
            error={beside}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
            Set the password
          </Button>
        </form>
      )}
    </Welcome>
  );
}
