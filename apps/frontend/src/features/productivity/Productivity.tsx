import { asProblem } from '../../api/problem';
import { useClock } from '../../state/clock';
import { dayLabel, formatSpan } from '../../state/days';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { CountBars } from './CountBars';
import { useProductivity } from './productivity-queries';
import styles from './Productivity.module.css';

/** What the person completed in the last days and weeks, beside what they wanted to. */
export function Productivity({ projectName }: { projectName: (id: string) => string | undefined }) {
  const { data, error, refetch } = useProductivity();
  const { today } = useClock();

  if (error) {
    return (
      <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
        What was completed could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!data) return <Skeleton label="Loading what was completed" />;
  const { goals, completed_count } = data;
  const look = { colors: data.project_colors as Record<string, string>, projectName };
  return (
    <div className={styles.page}>
      <dl className={styles.figures}>
        <Figure name="Completed in all" value={completed_count} />
        <Figure
          name="Days in a row"
          value={goals.current_daily_streak.count}
          note={best(goals.max_daily_streak.count)}
        />
        <Figure
          name="Weeks in a row"
          value={goals.current_weekly_streak.count}
          note={best(goals.max_weekly_streak.count)}
        />
      </dl>
      <CountBars
        {...look}
        title="Days"
        goal={goals.daily_goal}
        counts={data.days_items.map((day) => ({ ...day, name: dayLabel(day.date, today) }))}
      />
      <CountBars
        {...look}
        title="Weeks"
        goal={goals.weekly_goal}
        counts={data.week_items.map((week) => ({ ...week, name: formatSpan(week.from, week.to) }))}
      />
    </div>
  );
}

const best = (count: number): string => (count > 0 ? `the most so far: ${count}` : '');

function Figure({ name, value, note }: { name: string; value: number; note?: string }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}
