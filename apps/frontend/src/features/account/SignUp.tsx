import { useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { asProblem, type Problem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { TextField } from '../../ui/TextField';
import { useSignUp } from './account-queries';
import { text } from './form-text';
import styles from './AccountForm.module.css';
import { PasswordField } from './PasswordField';
import { ProviderButtons } from './ProviderButtons';
import { Welcome } from './Welcome';

type FieldName = 'full_name' | 'email' | 'password';
type Refused = Partial<Record<FieldName, string>>;

export function SignUp() {
  // where to go once inside
  const { state: origin } = useLocation() as { state: unknown };
  const { mutate: signUp, data: answered, isPending, error } = useSignUp();
  const [refused, setRefused] = useState<Refused>({});
  const form = useRef<HTMLFormElement>(null);
  const problem = error ? asProblem(error) : null;

  const submit = () => {
    if (!form.current || isPending) return;
    const data = new FormData(form.current);
    const who = {
      full_name: text(data, 'full_name').trim(),
      email: text(data, 'email').trim(),
      password: text(data, 'password'),
    };
    const faults = check(who);
    setRefused(faults);
    const first = Object.keys(faults)[0];
    if (first) form.current.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else signUp(who);
  };

  const messageFor = (name: FieldName) => refused[name] ?? told(problem, name);
  const beside = (['full_name', 'email', 'password'] as const).some((name) => told(problem, name));

  return (
    <Welcome
      title="A place for everything you have to do"
      foot={
        <>
          Already here before?{' '}
          <Link to="/signin" state={origin}>
            Sign in
          </Link>
        </>
      }
    >
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {answered && 'mail' in answered && <Notice>A mail is on its way. Open the link in it, and you are in.</Notice>}
        {problem && !beside && <Notice tone="problem">{problem.message}</Notice>}
        <TextField
          label="Name"
          name="full_name"
          autoComplete="name"
          maxLength={255}
          autoFocus
          error={messageFor('full_name')}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          maxLength={254}
          error={messageFor('email')}
        />
        <PasswordField
          autoComplete="new-password"
          hint="At least 8 characters; a few words make a good one."
          error={messageFor('password')}
        />
        <Button type="submit" tone="main" busy={isPending} className={styles.submit}>
          Create account
        </Button>
      </form>
      <ProviderButtons />
    </Welcome>
  );
}

function check({ full_name, email, password }: Record<FieldName, string>): Refused {
  return {
    ...(full_name ? {} : { full_name: 'Enter your name.' }),
    ...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: 'Enter an address like ada@example.org.' }),
    ...(password.length >= 8 ? {} : { password: 'Use at least 8 characters.' }),
  };
}

function told(problem: Problem | null, name: FieldName): string | undefined {
  if (name === 'email' && problem?.code === 'account.email_taken') {
    return 'There is an account with this address already. Sign in instead?';
  }
  return problem?.messageFor(name);
}
