import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { App } from '../../api/types';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { useSaveApp } from './app-queries';
import { form } from '../../ui/Setting';

interface AppFormProps {
  /** The app that is changed; null for a new one. */
  app: App | null;
  onSaved: (saved: { name: string; client_secret: string | null }) => void;
}

/** What an app is called, and where people are sent back to with the answer. */
export function AppForm({ app, onSaved }: AppFormProps) {
  const { mutate: save, isPending, error } = useSaveApp();
  const empty = { name: app?.name ?? '', uris: app?.redirect_uris.join(' ') ?? '' };
  const [written, setWritten] = useState(empty);
  const [confidential, setConfidential] = useState(true);
  const problem = error && asProblem(error);

  const submit = () => {
    if (isPending) return;
    const redirect_uris = written.uris.split(/\s+/).filter(Boolean);
    const wanted = { id: app?.id ?? null, name: written.name, redirect_uris, confidential };
    save(wanted, {
      onSuccess: (saved) => {
        setWritten(empty);
        onSaved(saved);
      },
    });
  };

  return (
    <form
      className={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Name of the app"
        maxLength={100}
        value={written.name}
        error={
          problem
            ? (problem.messageFor('name') ?? (problem.fields.length === 0 ? problem.message : undefined))
            : undefined
        }
        onChange={(event) => setWritten((now) => ({ ...now, name: event.target.value }))}
      />
      <TextField
        label="Where people are sent back to"
        hint="https://… or http://127.0.0.1…; several with a space between."
        value={written.uris}
        error={problem?.messageFor('redirect_uris')}
        onChange={(event) => setWritten((now) => ({ ...now, uris: event.target.value }))}
      />
      {!app && (
        <SelectField
          label="It runs"
          value={confidential ? 'server' : 'device'}
          onChange={(event) => setConfidential(event.target.value === 'server')}
        >
          <option value="server">on a server, and keeps a secret</option>
          <option value="device">in a browser or on a device, and keeps none</option>
        </SelectField>
      )}
      <Button type="submit" busy={isPending}>
        {app ? 'Save the app' : 'Register an app'}
      </Button>
    </form>
  );
}
