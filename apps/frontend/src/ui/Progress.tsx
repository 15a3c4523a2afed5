import type { ReactNode } from 'react';
import styles from './Progress.module.css';

interface ProgressProps {
  label: string;
  /** From 0 to 1; once all was sent, or where it is not known, it only moves. */
  value?: number;
  /** Said beside the label. */
  note?: string;
  end?: ReactNode;
}

/** How far something has come that takes a while. */
export function Progress({ label, value = 1, note, end }: ProgressProps) {
  return (
    <div className={styles.progress}>
      <p className={styles.words} role="status">
        {label} {note && <span className={styles.note}>{note}</span>}
      </p>
      <progress className={styles.bar} aria-label={label} {...(value < 1 ? { value } : {})} />
      {end}
    </div>
  );
}
