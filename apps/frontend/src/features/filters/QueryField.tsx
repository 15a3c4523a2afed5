import { usePanes } from '../../api/panes';
import { asProblem, type Problem } from '../../api/problem';
import type { FilterPreview } from '../../api/types';
import { useSettled } from '../../state/use-settled';
import { TextField } from '../../ui/TextField';
import styles from './QueryField.module.css';

const QUIET_MS = 350;

const example = 'Such as today | overdue, @home & !p4, #Work & no date';

/** A query that is checked while it is written. */
export function QueryField({ value, onChange }: { value: string; onChange: (query: string) => void }) {
  const settled = useSettled(value, QUIET_MS);
  const { data, error } = usePanes(settled);
  const problem = error && settled === value ? asProblem(error) : null;
  return (
    <div>
      <TextField
        label="Query"
        value={value}
        maxLength={1024}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={problem?.away === false ? (problem.messageFor('query') ?? problem.message) : undefined}
        hint={(settled === value && data && found(data)) || example}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem?.place && <Excerpt query={value} place={problem.place} />}
    </div>
  );
}

/** The query, with what is wrong in it marked. */
function Excerpt({ query, place: { position, found } }: { query: string; place: NonNullable<Problem['place']> }) {
  const end = position + found.length;
  return (
    <p className={styles.excerpt}>
      {query.slice(0, position)}
      <mark className={styles.wrong}>{found || '\u00a0'}</mark>
      {query.slice(end)}
    </p>
  );
}

function found({ panes }: FilterPreview): string {
  const counts = panes.map(({ count }) => (count === 1 ? '1 task' : `${count} tasks`));
  return panes.length === 1 ? `Finds ${counts[0]}` : `${panes.length} lists: ${counts.join(', ')}`;
}
