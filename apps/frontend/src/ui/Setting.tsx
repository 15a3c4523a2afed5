import type { ReactNode } from 'react';
import { DayHeading } from './DayHeading';
import styles from './Setting.module.css';

/** One thing about the account, under a heading of its own. */
export function Setting({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <DayHeading title={title} />
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** A line of a list in there: what it is, more about it in small, and what can be done. */
export function Line({ name, about, children }: { name: ReactNode; about: ReactNode; children?: ReactNode }) {
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p>{name}</p>
        <p className={styles.about}>{about}</p>
      </div>
      {children}
    </li>
  );
}

export const lines = styles.lines ?? '';
export const actions = styles.actions ?? '';
export const form = styles.form ?? '';
