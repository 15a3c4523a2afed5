import { useState } from 'react';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Notice } from '../../ui/Notice';
import type { App } from '../../api/types';
import { AppForm } from './AppForm';
import { useApps, useDeleteApp, useRenewSecret } from './app-queries';
import { Line, lines, Setting } from '../../ui/Setting';

/** Apps of one's own that others may let in, each with its secret to renew. */
export function AppSetting() {
  const { data: apps } = useApps();
  const { mutate: renew } = useRenewSecret();
  const { mutate: remove } = useDeleteApp();
  const [secret, setSecret] = useState<{ of: string; secret: string } | null>(null);
  const [changing, setChanging] = useState<App | null>(null);
  const [deleting, setDeleting] = useState<App | null>(null);

  return (
    <Setting title="Apps of your own" note="Programs that people may let into their accounts, by OAuth.">
      {secret && (
        <Notice>
          Copy the secret of “{secret.of}” now, it is not shown again: <code>{secret.secret}</code>
        </Notice>
      )}
      <ul className={lines} aria-label="Apps of your own">
        {apps?.map((app) => (
          <Line
            key={app.id}
            name={app.name}
            about={[
              `client_id ${app.id}`,
              app.confidential ? 'with a secret' : 'without a secret',
              ...app.redirect_uris,
            ].join(' · ')}
          >
            <Button onClick={() => setChanging(app)} aria-label={`Change ${app.name}`}>
              Change
            </Button>
            {app.confidential && (
              <Button
                aria-label={`Renew the secret of ${app.name}`}
                onClick={() =>
                  renew(app.id, {
                    onSuccess: ({ client_secret }) => setSecret({ of: app.name, secret: client_secret }),
                  })
                }
              >
                Renew the secret
              </Button>
            )}
            <Button onClick={() => setDeleting(app)} aria-label={`Delete ${app.name}`}>
              Delete
            </Button>
          </Line>
        ))}
      </ul>
      <AppForm
        key={changing?.id ?? 'new'}
        app={changing}
        onSaved={({ name, client_secret }) => {
          setChanging(null);
          if (client_secret) setSecret({ of: name, secret: client_secret });
        }}
      />
      {deleting && (
        <ConfirmDialog
          title={`Delete ${deleting.name}?`}
          consequence="Everybody who let it in has shown it out with that, for good."
          action="Delete the app"
          onConfirm={() => remove(deleting.id)}
          onClose={() => setDeleting(null)}
        />
      )}
    </Setting>
  );
}
