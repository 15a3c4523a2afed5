import { actWords } from '../../api/security-acts';
import { when } from '../../state/moments';
import { useSecurityLog } from './security-queries';
import { Further, Line, lines, Setting } from '../../ui/Setting';

/** What happened to the account's security, the newest first. */
export function SecurityLog() {
  const list = useSecurityLog();
  const events = list.data?.pages.flatMap(({ results }) => results) ?? [];
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
      <Further list={list} label="Show older" />
    </Setting>
  );
}
