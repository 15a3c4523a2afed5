import type { ReactNode } from 'react';
import { Button } from './Button';
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

interface FurtherProps {
  /** A list that comes page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  label: string;
}

/** The way to what follows in a list, where there is more. */
export function Further({ list, label }: FurtherProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className={actions}>
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}

export const lines = styles.lines ?? '';
export const actions = styles.actions ?? '';
export const form = styles.form ?? '';
