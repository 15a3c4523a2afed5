import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { CurrentPasswordField } from './CurrentPasswordField';
import { EnrolSecondFactor } from './EnrolSecondFactor';
import { useDisableSecondFactor, useSecondFactor } from './second-factor-queries';
import { actions, form, Setting } from '../../ui/Setting';

/** Whether signing in takes a code besides the password. */
export function SecondFactorSetting() {
  const { data: factor } = useSecondFactor();
  const [enrolling, setEnrolling] = useState(false);
  if (!factor) return null;
  const { enabled, recovery_codes_left: left } = factor;
  const state = enabled
    ? `Signing in takes a code besides the password. ${left} recovery codes are left.`
    : 'Signing in takes your password alone.';
  return (
    <Setting title="Codes from an app" note={state}>
      {enrolling && <EnrolSecondFactor onDone={() => setEnrolling(false)} />}
      {!enrolling && !enabled && (
        <div className={actions}>
          <Button onClick={() => setEnrolling(true)}>Set up codes</Button>
        </div>
      )}
      {!enrolling && enabled && <DisableForm />}
    </Setting>
  );
}

function DisableForm() {
  const [input, setInput] = useState({ current_password: '', code: '' });
  const { mutate: disable, isPending, error } = useDisableSecondFactor();
  const problem = error && asProblem(error);
  return (
    <form
      className={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) disable(input);
      }}
    >
      <CurrentPasswordField
        label="Password, to turn codes off"
        value={input.current_password}
        error={problem?.fields.some(({ field }) => field === 'current_password') ? problem.message : undefined}
        onChange={(current_password) => setInput((now) => ({ ...now, current_password }))}
      />
      <TextField
        label="A code, or a recovery code"
        autoComplete="one-time-code"
        value={input.code}
        error={problem?.fields.some(({ field }) => field === 'code') ? problem.message : undefined}
        onChange={(event) => setInput((now) => ({ ...now, code: event.target.value }))}
      />
      <Button type="submit" tone="danger" busy={isPending}>
        Turn codes off
      </Button>
    </form>
  );
}
