import { useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { passkeysWork } from '../../api/passkey';
import { asProblem, type Problem } from '../../api/problem';
import { session } from '../../api/session';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { TextField } from '../../ui/TextField';
import { usePasskeySignIn, useSignIn } from './account-queries';
import { text } from './form-text';
import styles from './AccountForm.module.css';
import { PasswordField } from './PasswordField';
import { ProviderButtons } from './ProviderButtons';
import { Welcome } from './Welcome';

export function SignIn() {
  // where to go once inside
  const { state: origin } = useLocation() as { state: unknown };
  const { expired } = useStore(session);
  const { mutate: signIn, isPending, error } = useSignIn();
  const [missing, setMissing] = useState({ email: false, password: false });
  const problem = error ? asProblem(error) : null;
  // it stays once it was asked for: a password that is mistyped then is no reason to hide it
  const [codeWanted, setCodeWanted] = useState(false);
  if (problem?.code === 'session.code_required' && !codeWanted) setCodeWanted(true);
  const form = useRef<HTMLFormElement>(null);

  const submit = () => {
    if (!form.current || isPending) return;
    const data = new FormData(form.current);
    const email = text(data, 'email').trim();
    const password = text(data, 'password');
    setMissing({ email: !email, password: !password });
    const code = text(data, 'code').trim();
    if (email && password) signIn({ email, password, ...(code ? { code } : {}) });
    else form.current.querySelector<HTMLElement>(email ? '[name=password]' : '[name=email]')?.focus();
  };

  return (
    <Welcome
      title="Welcome back"
      foot={
        <>
          New here?{' '}
          <Link to="/signup" state={origin}>
            Create an account
          </Link>
          {' · '}
          <Link to="/forgotten">Forgotten your password?</Link>
        </>
      }
    >
      {expired && !error && <Notice>Your session has ended. What you were writing is kept in this tab.</Notice>}
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem && problem.code !== 'session.code_required' && <Notice tone="problem">{messageFor(problem)}</Notice>}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          error={missing.email ? 'Enter your e-mail address.' : undefined}
        />
        <PasswordField autoComplete="current-password" error={missing.password ? 'Enter your password.' : undefined} />
        {codeWanted && (
          <TextField
            label="Code"
            name="code"
            autoComplete="one-time-code"
            autoFocus
            hint="From your app, or one of your recovery codes."
          />
        )}
        <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
          Sign in
        </Button>
      </form>
      {passkeysWork() && <PasskeySignIn />}
      <ProviderButtons />
    </Welcome>
  );
}

function PasskeySignIn() {
  const { mutate: signIn, isPending, error } = usePasskeySignIn();
  return (
    <>
      {error && <Notice tone="problem">{asProblem(error).message}</Notice>}
      <Button busy={isPending} className={styles.submit} onClick={() => signIn()}>
        Use a passkey
      </Button>
    </>
  );
}

function messageFor(problem: Problem): string {
  const wrong = problem.code === 'session.wrong_credentials';
  return wrong ? 'That e-mail and password don’t belong together.' : problem.message;
}
