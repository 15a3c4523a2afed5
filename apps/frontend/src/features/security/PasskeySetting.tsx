import { useState } from 'react';
import { passkeysWork } from '../../api/passkey';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { when } from '../../state/moments';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useAddPasskey, usePasskeys, useRemovePasskey } from './passkey-queries';
import { form, Line, lines, Setting } from '../../ui/Setting';

/** Passkeys, which open the account without a password: those that there are, and one more. */
export function PasskeySetting() {
  const { data: passkeys } = usePasskeys();
  const { mutate: add, isPending, error } = useAddPasskey();
  const { mutate: remove, error: refused } = useRemovePasskey();
  const [input, setInput] = useState({ name: '', password: '' });
  const problem = error ?? refused;
  const done = { onSuccess: () => setInput({ name: '', password: '' }) };

  if (!passkeysWork()) {
    return (
      <Setting title="Passkeys" note="They work where Errand has a name and HTTPS, and at localhost.">
        {null}
      </Setting>
    );
  }
  return (
    <Setting
      title="Passkeys"
      note="A device or a password manager keeps them, and opens the account without a password."
    >
      <ul className={lines} aria-label="Passkeys">
        {passkeys?.map(({ id, name, created_at, last_used_at }) => (
          <Line
            key={id}
            name={name}
            about={last_used_at ? `Last used ${when(last_used_at)}` : `Added ${when(created_at)}, never used`}
          >
            <Button aria-label={`Remove ${name}`} onClick={() => remove({ id, password: input.password }, done)}>
              Remove
            </Button>
          </Line>
        ))}
      </ul>
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) add(input, done);
        }}
      >
        <TextField
          label="Name of the passkey"
          maxLength={100}
          value={input.name}
          onChange={(event) => setInput((now) => ({ ...now, name: event.target.value }))}
        />
        <CurrentPasswordField
          label="Password, to add or remove passkeys"
          value={input.password}
          error={problem ? asProblem(problem).message : undefined}
          onChange={(password) => setInput((now) => ({ ...now, password }))}
        />
        <Button type="submit" busy={isPending} disabled={!input.name.trim()}>
          Add a passkey
        </Button>
      </form>
    </Setting>
  );
}
