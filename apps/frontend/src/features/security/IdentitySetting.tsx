import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { CurrentPasswordField } from './CurrentPasswordField';
import { useIdentities, useKnownProviders, useLink, useUnlink } from './identity-queries';
import { when } from '../../state/moments';
import { actions, Line, lines, Setting } from '../../ui/Setting';

/** Identities at other systems that open the account: those that there are, and more. Nothing where there is no such system. */
export function IdentitySetting() {
  const { data: identities } = useIdentities();
  const { data: providers } = useKnownProviders();
  const { mutate: link, isPending, isSuccess, error } = useLink();
  const { mutate: unlink, error: refused } = useUnlink();
  const [password, setPassword] = useState('');
  const problem = error ?? refused;

  if (!providers?.length && !identities?.length) return null;
  return (
    <Setting title="Other systems" note="You can sign in with them, without a password.">
      {problem && <Notice tone="problem">{asProblem(problem).message}</Notice>}
      <ul className={lines} aria-label="Other systems">
        {identities?.map(({ id, provider_name, email, created_at, last_used_at }) => (
          <Line
            key={id}
            name={[provider_name, email].filter(Boolean).join(': ')}
            about={last_used_at ? `Last used ${when(last_used_at)}` : `Linked ${when(created_at)}`}
          >
            <Button
              aria-label={`Unlink ${provider_name}`}
              onClick={() => unlink({ id, password }, { onSuccess: () => setPassword('') })}
            >
              Unlink
            </Button>
          </Line>
        ))}
      </ul>
      <CurrentPasswordField label="Password, to link or unlink" value={password} onChange={setPassword} />
      <div className={actions}>
        {providers?.map(({ id, name }) => (
          <Button key={id} disabled={isPending || isSuccess} onClick={() => link({ provider: id, password })}>
            Link {name}
          </Button>
        ))}
      </div>
    </Setting>
  );
}
