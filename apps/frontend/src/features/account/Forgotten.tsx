import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { TextField } from '../../ui/TextField';
import styles from './AccountForm.module.css';
import { useRequestReset } from './account-queries';
import { Welcome } from './Welcome';

/** Asks for a mail with the means to set a new password. */
export function Forgotten() {
  const [email, setEmail] = useState('');
  const { mutate: request, isPending, isSuccess, error } = useRequestReset();
  return (
    <Welcome title="A new password" foot={<Link to="/signin">Back to signing in</Link>}>
      {isSuccess ? (
        <Notice>If there is an account with this address, a mail with a link is on its way to it.</Notice>
      ) : (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!isPending) request(email.trim());
          }}
        >
          {error && <Notice tone="problem">{asProblem(error).message}</Notice>}
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
            Send a link
          </Button>
        </form>
      )}
    </Welcome>
  );
}
