import { Link, Navigate, useLocation } from 'react-router';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import styles from './AccountForm.module.css';
import { useConfirmSignUp } from './account-queries';
import { text } from './form-text';
import { PasswordField } from './PasswordField';
import { Welcome } from './Welcome';

/** Where the link in the mail leads that opens an account, for whoever knows the password that was chosen. */
export function Confirm() {
  const token = useLocation().hash.slice(1);
  const { mutate: confirm, isPending, isSuccess, error } = useConfirmSignUp();
  const problem = error && asProblem(error);
  const beside = problem?.messageFor('password');
  if (isSuccess) return <Navigate to="/" replace />;
  return (
    <Welcome title="Open your account" foot={<Link to="/signin">Sign in instead</Link>}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const password = text(new FormData(event.currentTarget), 'password');
          if (!isPending) confirm({ token, password });
        }}
      >
        {problem && !beside && <Notice tone="problem">{problem.message}</Notice>}
        <PasswordField
          autoComplete="current-password"
          hint="The one that you chose when you signed up."
          error={beside}
        />
        <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
          Open my account
        </Button>
      </form>
    </Welcome>
  );
}
