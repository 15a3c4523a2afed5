import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { when } from '../../state/moments';
import { Line, lines, form, Setting } from '../../ui/Setting';
import { useCreateToken, useRevokeToken, useTokens, type TokenScope } from './token-queries';

const kinds: { value: string; label: string; scopes: TokenScope[] }[] = [
  { value: 'all', label: 'Everything', scopes: ['data:read_write', 'data:delete', 'project:delete'] },
  { value: 'write', label: 'Read and change, but not delete', scopes: ['data:read_write'] },
  { value: 'read', label: 'Only read', scopes: ['data:read'] },
  { value: 'add', label: 'Only add tasks', scopes: ['task:add'] },
];

/** Tokens for scripts and other programs: what each is good for and until when, and new ones. */
export function TokenSetting() {
  const { data: tokens } = useTokens();
  const { mutate: revoke } = useRevokeToken();
  const { mutate: create, data: made, isPending, error } = useCreateToken();
  const [name, setName] = useState('');
  const [kind, setKind] = useState('read');
  const [days, setDays] = useState('90');

  const submit = () => {
    const scopes = kinds.find(({ value }) => value === kind)?.scopes ?? [];
    if (isPending) return;
    create({ name, scopes, expires_in_days: Number(days) || null }, { onSuccess: () => setName('') });
  };

  return (
    <Setting title="Personal tokens" note="For scripts and other programs. None of them can change who gets in here.">
      {made && (
        <Notice>
          Copy the token “{made.name}” now, it is not shown again: <code>{made.token}</code>
        </Notice>
      )}
      <ul className={lines} aria-label="Personal tokens">
        {tokens?.map(({ id, name: own, scopes, last_used_at, expires_at }) => (
          <Line
            key={id}
            name={own}
            about={[
              scopes.join(', '),
              expires_at ? `until ${when(expires_at)}` : 'without an end',
              last_used_at ? `last used ${when(last_used_at)}` : 'never used',
            ].join(' · ')}
          >
            <Button onClick={() => revoke(id)} aria-label={`Revoke ${own}`}>
              Revoke
            </Button>
          </Line>
        ))}
      </ul>
      <form
        className={form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label="Name of the token"
          maxLength={100}
          value={name}
          error={error ? (asProblem(error).messageFor('name') ?? asProblem(error).message) : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField label="It may" value={kind} onChange={(event) => setKind(event.target.value)}>
          {kinds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField label="Until" value={days} onChange={(event) => setDays(event.target.value)}>
          <option value="7">in a week</option>
          <option value="90">in 90 days</option>
          <option value="365">in a year</option>
          <option value="0">it is revoked</option>
        </SelectField>
        <Button type="submit" busy={isPending}>
          Make a token
        </Button>
      </form>
    </Setting>
  );
}
