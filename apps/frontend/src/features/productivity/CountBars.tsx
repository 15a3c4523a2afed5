import { DayHeading } from '../../ui/DayHeading';
import styles from './Productivity.module.css';

interface Count {
  name: string;
  total_completed: number;
  items: { id: string; completed: number }[];
}

interface CountBarsProps {
  title: string;
  /** 0 for none. */
  goal: number;
  /** Newest first. */
  counts: Count[];
  /** Of projects, by id. */
  colors: Record<string, string>;
  projectName: (id: string) => string | undefined;
}

/** A bar for each day or week, in the colours of the projects, and a line where the goal is. */
export function CountBars({ title, goal, counts, colors, projectName }: CountBarsProps) {
  const most = Math.max(goal, 1, ...counts.map((count) => count.total_completed));
  const part = (count: number) => `${(100 * count) / most}%`;
  return (
    <section aria-label={title}>
      <DayHeading title={title} note={goal > 0 ? `goal: ${goal}` : 'no goal'} />
      <ul className={styles.bars}>
        {counts.map(({ name, total_completed: total, items }) => (
          <li key={name} className={styles.line}>
            <span className={styles.name}>{name}</span>
            <span className={styles.track} aria-hidden="true">
              {items.map(({ id, completed }) => (
                <span
                  key={id}
                  className={styles.bar}
                  data-color={colors[id] ?? 'charcoal'}
                  style={{ width: part(completed) }}
                  title={`${projectName(id) ?? 'A project that is gone'}: ${completed}`}
                />
              ))}
              {goal > 0 && <span className={styles.goal} style={{ left: part(goal) }} />}
            </span>
            <span className={styles.count}>
              {total}
              <span className="hidden-visually">
                {goal > 0 && total >= goal ? ' completed, goal reached' : ' completed'}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
