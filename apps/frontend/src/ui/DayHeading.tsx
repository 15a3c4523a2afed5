import type { ReactNode } from 'react';
import styles from './DayHeading.module.css';

interface DayHeadingProps {
  title: string;
  note?: string;
  tone?: 'overdue';
  /** A `Fold` for what follows. */
  fold?: ReactNode;
  /** What can be done to what follows. */
  actions?: ReactNode;
}

/** The head of one stretch of a list. */
export function DayHeading({ title, note, tone, fold, actions }: DayHeadingProps) {
  return (
    <div className={styles.heading} data-tone={tone}>
      <h2 className={styles.title}>
        {title}
        {note && <span className={styles.note}>{note}</span>}
      </h2>
      {fold && <div className={styles.fold}>{fold}</div>}
      {actions}
    </div>
  );
}
