import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import { useOpenTask } from '../../state/background';
import { useClock } from '../../state/clock';
import { addDays, formatMoment } from '../../state/days';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import styles from './CompletedTasks.module.css';
import { useTaskActions } from './task-actions';

/** How far back it goes. */
const DAYS = 90;

interface CompletedProps {
  projectId: string;
  mayReopen: boolean;
}

/** What was completed in a project lately, once somebody asks. */
export function CompletedTasks(props: CompletedProps) {
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.completed} aria-label="Completed">
      <Button tone="quiet" icon="check" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide completed' : 'Show completed'}
      </Button>
      {open && <CompletedList {...props} />}
    </section>
  );
}

function CompletedList({ projectId, mayReopen }: CompletedProps) {
  const { zone, today } = useClock();
  const { reopen } = useTaskActions();
  const openTask = useOpenTask();
  const period = { since: addDays(today, -DAYS), until: today };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keys.completed(projectId), today],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }) => {
      const query = { ...period, project_id: projectId, ...(cursor ? { cursor } : {}) };
      return answer(api.GET('/api/v1/tasks/completed/by_completion_date', { params: { query } }));
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

  if (error) {
    return (
      <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
        What was completed could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!data) return <Skeleton label="Loading what was completed" rows={3} />;
  const tasks = data.pages.flatMap(({ items }) => items);
  if (!tasks.length) return <p className={styles.none}>Nothing in the last {DAYS} days.</p>;
  return (
    <>
      <ul aria-label="Completed tasks">
        {tasks.map((task) => (
          <li key={`${task.id} ${task.completed_at}`} className={styles.row}>
            <Icon name="check" size={16} />
            <a
              href={`/task/${task.id}`}
              className={styles.content}
              onClick={(event) => {
                event.preventDefault();
                openTask(task.id);
              }}
            >
              {task.content}
            </a>
            {task.completed_at && <span className={styles.when}>{formatMoment(task.completed_at, zone, today)}</span>}
            {mayReopen && !task.due?.is_recurring && (
              <Button tone="quiet" aria-label={`Reopen ${task.content}`} onClick={() => void reopen([task])}>
                Reopen
              </Button>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
