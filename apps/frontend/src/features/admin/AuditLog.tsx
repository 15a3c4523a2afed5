import { useState } from 'react';
import { actWords } from '../../api/security-acts';
import { when } from '../../state/moments';
import { SelectField } from '../../ui/SelectField';
import { form, Further, Line, lines, Setting } from '../../ui/Setting';
import { useAudit } from './admin-queries';

const authors: Record<string, string> = {
  administrator: 'by an administrator',
  command_line: 'from the command line',
  environment: 'as the settings say',
};

/** What happened to the security of all accounts, the newest first. */
export function AuditLog() {
  const [act, setAct] = useState('');
  const list = useAudit(act);
  const entries = list.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Setting title="Audit log" note="Nobody can change these lines. Of deleted accounts, only the id is left.">
      <div className={form}>
        <SelectField label="What happened" value={act} onChange={(event) => setAct(event.target.value)}>
          <option value="">Everything</option>
          {Object.entries(actWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
      </div>
      <ul className={lines} aria-label="Audit log">
        {entries.map(({ id, act: what, detail, email, account_id, via, device, address, happened_at }) => (
          <Line
            key={id}
            name={[actWords[what] ?? what, detail].filter(Boolean).join(': ')}
            about={[when(happened_at), email ?? account_id, authors[via], device, address].filter(Boolean).join(' · ')}
          />
        ))}
      </ul>
      <Further list={list} label="Show older" />
    </Setting>
  );
}
