import { useState } from 'react';
import { formatSize } from '../../state/size';
import { when } from '../../state/moments';
import { useSettled } from '../../state/use-settled';
import { Button } from '../../ui/Button';
import { form, Further, Line, lines, Setting } from '../../ui/Setting';
import { Skeleton } from '../../ui/Skeleton';
import { TextField } from '../../ui/TextField';
import { useAccounts, useSetState } from './admin-queries';
import { DeleteAccount } from './DeleteAccount';

/** All accounts, and whether their holders get in. */
export function AccountList({ userId }: { userId: string }) {
  const [part, setPart] = useState('');
  const [leaving, setLeaving] = useState<{ id: string; email: string } | null>(null);
  const list = useAccounts(useSettled(part.trim(), 200));
  const { mutate: setState } = useSetState();
  const accounts = list.data?.pages.flatMap(({ results }) => results);
  return (
    <Setting title="Accounts" note="Who has one here. What is in it, you don’t see.">
      <div className={form}>
        <TextField
          label="Part of the address"
          type="search"
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      </div>
      {!accounts && <Skeleton label="Loading the accounts" />}
      {accounts?.length === 0 && <p role="status">No account has this in its address.</p>}
      <ul className={lines} aria-label="Accounts">
        {accounts?.map(({ id, email, full_name, disabled_at, last_used_at, joined_at, storage, ...is }) => (
          <Line
            key={id}
            name={`${full_name} · ${email}`}
            about={[
              disabled_at && `Disabled ${when(disabled_at)}`,
              is.is_administrator && 'Administrator',
              last_used_at ? `Last used ${when(last_used_at)}` : `Opened ${when(joined_at)}`,
              storage && storage.files > 0 && formatSize(storage.bytes),
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            {id !== userId && (
              <>
                <Button
                  aria-label={`${disabled_at ? 'Enable' : 'Disable'} ${email}`}
                  onClick={() => setState({ id, state: disabled_at ? 'enabled' : 'disabled' })}
                >
                  {disabled_at ? 'Enable' : 'Disable'}
                </Button>
                <Button tone="danger" aria-label={`Delete ${email}`} onClick={() => setLeaving({ id, email })}>
                  Delete
                </Button>
              </>
            )}
          </Line>
        ))}
      </ul>
      <Further list={list} label="Show more" />
      {leaving && <DeleteAccount {...leaving} onClose={() => setLeaving(null)} />}
    </Setting>
  );
}
