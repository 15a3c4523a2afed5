import { Button } from '../../ui/Button';
import { Skeleton } from '../../ui/Skeleton';
import { when } from '../../state/moments';
import { useEndSession, useSessions } from './security-queries';
import { Line, lines, actions, Setting } from '../../ui/Setting';

/** Where the account is signed in, and a way to end that. */
export function SessionList() {
  const { data: sessions } = useSessions();
  const { mutate: end } = useEndSession();
  return (
    <Setting title="Where you are signed in" note="Sign out what you don’t know, and change your password then.">
      {!sessions && <Skeleton label="Loading the sessions" />}
      <ul className={lines} aria-label="Sessions">
        {sessions?.map(({ id, device, address, current, last_used_at }) => (
          <Line
            key={id}
            name={device || 'Something'}
            about={`${current ? 'Here, now' : `Last used ${when(last_used_at)}`}${address ? ` · ${address}` : ''}`}
          >
            {!current && (
              <Button onClick={() => end({ id })} aria-label={`Sign out ${device}`}>
                Sign out
              </Button>
            )}
          </Line>
        ))}
      </ul>
      {sessions && sessions.length > 1 && (
        <div className={actions}>
          <Button tone="danger" onClick={() => end('others')}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </Setting>
  );
}
