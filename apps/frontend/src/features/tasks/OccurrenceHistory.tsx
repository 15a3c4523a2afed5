import { useQuery } from '@tanstack/react-query';
import { allPages, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { formatMoment } from '../../state/days';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { dueLabel } from './due';
import styles from './OccurrenceHistory.module.css';
import type { TaskActions } from './task-actions';

/** How many of the latest times are shown at once. */
const SHOWN = 10;

interface OccurrenceHistoryProps {
  task: Task;
  actions: TaskActions;
  maySkip: boolean;
}

/** A task that recurs: how it does, a way past its next date, and when it was completed, the latest first. */
export function OccurrenceHistory({ task, actions, maySkip }: OccurrenceHistoryProps) {
  const { zone, today } = useClock();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.occurrences(task.id), task.due?.date],
    queryFn: () =>
      allPages((query) => api.GET('/api/v1/tasks/{id}/occurrences', { params: { path: { id: task.id }, query } })),
  });
  const recurs = task.due?.is_recurring;
  if (!recurs && !data?.length) return null;
  const latest = data?.toReversed() ?? [];

  return (
    <section className={styles.history} aria-label="History">
      <div className={styles.head}>
        <h3 className={styles.title}>
          {recurs ? 'Repeats ' : 'Repeated'}
          {recurs && <span className={styles.words}>{task.due?.string}</span>}
        </h3>
        {recurs && maySkip && !task.checked && (
          <Button tone="quiet" icon="repeat" onClick={() => void actions.skip(task)}>
            Skip this time
          </Button>
        )}
      </div>
      {error && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          The history could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {data?.length === 0 && <p className={styles.none}>Not completed yet.</p>}
      {latest.length > 0 && (
        <ol className={styles.list} aria-label="Completed">
          {latest.slice(0, SHOWN).map(({ id, due, completed_at }) => (
            <li key={id} className={styles.line}>
              <span>{dueLabel(due, zone, today)}</span>
              <span className={styles.when}>completed {formatMoment(completed_at, zone, today)}</span>
            </li>
          ))}
        </ol>
      )}
      {latest.length > SHOWN && <p className={styles.none}>And {latest.length - SHOWN} times before.</p>}
    </section>
  );
}
