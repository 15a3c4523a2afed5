import { useState, type ReactNode } from 'react';
import { renderSVG } from 'uqr';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { TextField } from '../../ui/TextField';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useBeginSecondFactor, useConfirmSecondFactor } from './second-factor-queries';
import { form } from '../../ui/Setting';
import styles from './SecondFactor.module.css';

/** The three steps to a second factor: the password, the app's first code, and the codes to keep. */
export function EnrolSecondFactor({ onDone }: { onDone: () => void }) {
  const { mutate: begin, data: begun, isPending: beginning, error: refused } = useBeginSecondFactor();
  const { mutate: confirm, data: done, isPending: confirming, error: wrong } = useConfirmSecondFactor();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');

  if (done) {
    return (
      <Notice action={<Button onClick={onDone}>I have kept them</Button>}>
        Keep these recovery codes where you find them without your phone. Each is good once, and they are not shown
        again.
        <ul className={styles.codes} aria-label="Recovery codes">
          {done.recovery_codes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (!begun) {
    return (
      <Step action="Go on" busy={beginning} onSubmit={() => begin(password)}>
        <CurrentPasswordField
          label="Password, to set up codes"
          value={password}
          error={refused ? asProblem(refused).message : undefined}
          onChange={setPassword}
        />
      </Step>
    );
  }
  return (
    <Step action="Turn it on" busy={confirming} onSubmit={() => confirm(code)}>
      <p>Read this with an app that makes codes, or type the secret in there.</p>
      <img
        className={styles.picture}
        alt="The secret as a QR code"
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(begun.uri))}`}
      />
      <code className={styles.secret} data-testid="secret">
        {begun.secret}
      </code>
      <TextField
        label="The code that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={wrong ? asProblem(wrong).message : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
    </Step>
  );
}

function Step(props: { action: string; busy: boolean; onSubmit: () => void; children: ReactNode }) {
  const { action, busy, onSubmit, children } = props;
  return (
    <form
      className={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      {children}
      <Button type="submit" busy={busy}>
        {action}
      </Button>
    </form>
  );
}
