import type { ReactNode } from 'react';
import styles from './View.module.css';

interface ViewProps {
  title: string;
  note?: string;
  color?: string;
  menu?: ReactNode;
  /** As wide as there is room, for what goes on to the side. */
  wide?: boolean;
  children: ReactNode;
}

/** A page with its title, which is the browser's title too. */
export function View({ title, note, color, menu, wide = false, children }: ViewProps) {
  return (
    <div className={styles.view} data-wide={wide || undefined}>
      <title>{`${title} · Errand`}</title>
      <header className={styles.header}>
        {color && <span className={styles.dot} data-color={color} aria-hidden="true" />}
        <div className={styles.words}>
          <h1 className={styles.title} tabIndex={-1}>
            {title}
          </h1>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {menu}
      </header>
      {children}
    </div>
  );
}
