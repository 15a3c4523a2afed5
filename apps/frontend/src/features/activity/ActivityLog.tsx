import { useState } from 'react';
import { useNames } from '../../api/people';
import { asProblem } from '../../api/problem';
import type { ActivityEvent } from '../../api/types';
import { useClock } from '../../state/clock';
import { dayLabel, formatDay, formatTime, timeIn, todayIn } from '../../state/days';
import { groupBy } from '../../state/group-by';
import { Button } from '../../ui/Button';
import { DayHeading } from '../../ui/DayHeading';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { SelectField } from '../../ui/SelectField';
import { Skeleton } from '../../ui/Skeleton';
import { useActivity } from './activity-queries';
import styles from './ActivityLog.module.css';
import { ActivityRow } from './ActivityRow';
import type { Names } from './changes';

const kinds = [
  ['', 'Everything'],
  [':added', 'Added'],
  [':completed', 'Completed'],
  [':uncompleted', 'Reopened'],
  [':updated', 'Changed'],
  [':moved', 'Moved'],
  ['note:', 'Comments'],
  [':deleted', 'Deleted'],
  [':restored', 'Restored'],
] as const;

interface ActivityLogProps {
  /** Null for all of them. */
  projectId: string | null;
  userId: string;
  places: Pick<Names, 'project' | 'section' | 'task'>;
}

/** Who did what, day by day, newest first. */
export function ActivityLog({ projectId, userId, places }: ActivityLogProps) {
  const { zone, today } = useClock();
  const [kind, setKind] = useState('');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useActivity(projectId, kind);
  const events = data?.pages.flatMap(({ results }) => results) ?? [];
  const people = useNames(events.flatMap((event) => othersIn(event, userId)));
  const person = (id: string) => (id === userId ? 'You' : people.get(id));
  const day = (date: string) => `${dayLabel(date.slice(0, 10), today)}${timeOf(date, zone)}`;
  const days = groupBy(events, ({ event_date }) => todayIn(zone, new Date(event_date)));

  return (
    <>
      <div className={styles.filter}>
        <SelectField label="Show" value={kind} onChange={({ target }) => setKind(target.value)}>
          {kinds.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      {error && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          What was done could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton label="Loading what was done" />}
      {data && !events.length && (
        <EmptyState drawing="week" title="Nothing of the kind">
          Whatever is added, changed or completed here is noted, for a year.
        </EmptyState>
      )}
      {[...days].map(([date, done]) => (
        <section key={date} aria-label={dayLabel(date, today)}>
          <DayHeading
            title={dayLabel(date, today)}
            note={formatDay(date, { weekday: 'long', day: 'numeric', month: 'long' })}
          />
          <ol>
            {done.map((event) => (
              <ActivityRow
                key={event.id}
                event={event}
                names={{ ...places, person, day }}
                time={formatTime(timeIn(zone, new Date(event.event_date)))}
                showProject={projectId === null}
              />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button className={styles.further} busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

/** The project of an event in which somebody else has a part, to ask for their name. */
function othersIn({ initiator_id, extra_data, parent_project_id }: ActivityEvent, userId: string): string[] {
  const ids = [initiator_id, extra_data?.responsible_uid, extra_data?.last_responsible_uid];
  return parent_project_id && ids.some((id) => id && id !== userId) ? [parent_project_id] : [];
}

/** ` 21:00` of a date that has a time. */
function timeOf(date: string, zone: string): string {
  if (date.length === 10) return '';
  return ` ${formatTime(date.endsWith('Z') ? timeIn(zone, new Date(date)) : date.slice(11, 16))}`;
}
