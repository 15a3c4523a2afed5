import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { type GivenRole, roleHints, roleNames } from './roles';
import { RoleSelect } from './RoleSelect';
import styles from './Sharing.module.css';
import { useInvite } from './sharing-queries';
import type { Thing } from './thing';

/** Invites an address. Whether it has an account is not told, here or anywhere. */
export function InviteForm({ thing }: { thing: Thing }) {
  const [email, setEmail] = useState('');
  const [message, setMessage] = useState('');
  const [role, setRole] = useState<GivenRole>('editor');
  const { mutate: invite, isPending, error } = useInvite(thing);

  const submit = () => {
    if (!email.trim() || isPending) return;
    const forget = () => {
      setEmail('');
      setMessage('');
    };
    invite({ email: email.trim(), role, message: message.trim() }, { onSuccess: forget });
  };

  return (
    <form
      noValidate
      className={styles.invite}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Invite by e-mail"
        type="email"
        value={email}
        data-autofocus
        autoComplete="off"
        error={error ? problemOf(error) : undefined}
        hint={`${roleNames[role]}: ${roleHints[role]}.`}
        onChange={(event) => setEmail(event.target.value)}
        end={<RoleSelect label="Role of the invited" value={role} most={thing.role} onChange={setRole} />}
      />
      <TextField
        label="Message"
        value={message}
        maxLength={1000}
        autoComplete="off"
        hint="Shown with the invitation; may be left empty."
        onChange={(event) => setMessage(event.target.value)}
      />
      <Button type="submit" tone="main" busy={isPending} disabled={!email.trim()}>
        Invite
      </Button>
    </form>
  );
}

function problemOf(error: unknown): string {
  const problem = asProblem(error);
  if (problem.code === 'request.invalid') return 'Enter an e-mail address.';
  return problem.message;
}
