import { actWords } from '../../api/security-acts';
import { Button } from '../../ui/Button';
import { when } from '../../state/moments';
import { useSecurityLog } from './security-queries';
import { actions, Line, lines, Setting } from '../../ui/Setting';

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
            name={[actWords[act] ?? act, detail].filter(Boolean).join(': ')}
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
