import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** Something to know that stays until it is settled. */
export function Notice({
  tone = 'calm',
  children,
  action,
}: {
  tone?: 'calm' | 'problem';
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'problem' ? 'alert' : 'status'}>
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
