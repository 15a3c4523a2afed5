import { Button } from '../../ui/Button';
import { when } from './moments';
import { useSecurityLog } from './security-queries';
import { actions, Line, lines, Setting } from './Setting';

const words: Record<string, string> = {
  'account.registered': 'The account was opened',
  'account.reclaimed': 'Every other way in was closed, as the address was confirmed for the first time',
  'session.started': 'Signed in',
  'session.refused': 'A sign-in was refused',
  'session.ended': 'Signed out',
  'session.revoked': 'A session was ended',
  'session.refresh_reused': 'A session was ended, because its key was used twice',
  'token.created': 'A token was made',
  'token.revoked': 'A token was revoked',
  'password.changed': 'The password was changed',
  'password.reset': 'A new password was set by mail',
  'email.verified': 'The address was confirmed',
  'email.change_requested': 'Another address was asked for',
  'email.changed': 'The address was changed',
  'second_factor.enabled': 'Signing in takes a code from then on',
  'second_factor.disabled': 'Signing in takes no code any more',
  'recovery_code.used': 'A recovery code was used',
  'recovery_codes.renewed': 'New recovery codes were made',
  'passkey.added': 'A passkey was added',
  'passkey.removed': 'A passkey was removed',
  'app.registered': 'An app was registered',
  'app.changed': 'An app was changed',
  'app.secret_renewed': 'An app got another secret',
  'app.deleted': 'An app was deleted',
  'app.allowed': 'An app was let in',
  'app.revoked': 'What an app may do was taken back',
  'identity.linked': 'Another system opens the account from then on',
  'identity.unlinked': 'Another system opens the account no more',
  'app.code_reused': 'An app was shown out, because its code came twice',
};

/** What happened to the account's security, the newest first. */
export function SecurityLog() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSecurityLog();
  const events = data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Setting title="What happened" note="Nobody can change these lines, you neither.">
      <ul className={lines} aria-label="What happened">
        {events.map(({ id, act, detail, device, address, happened_at }) => (
          <Line
            key={id}
            name={[words[act] ?? act, detail].filter(Boolean).join(': ')}
            about={[when(happened_at), device, address].filter(Boolean).join(' · ')}
          />
        ))}
      </ul>
      {hasNextPage && (
        <div className={actions}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </Setting>
  );
}
