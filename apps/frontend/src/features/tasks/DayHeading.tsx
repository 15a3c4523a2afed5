import styles from './DayHeading.module.css';

/** The head of one stretch of a list. */
export function DayHeading({ title, note, tone }: { title: string; note?: string; tone?: 'overdue' }) {
  return (
    <h2 className={styles.heading} data-tone={tone}>
      {title}
      {note && <span className={styles.note}>{note}</span>}
    </h2>
  );
}
