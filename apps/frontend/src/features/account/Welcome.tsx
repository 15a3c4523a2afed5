import type { ReactNode } from 'react';
import { Logo } from '../../ui/Logo';
import styles from './Welcome.module.css';

/** The page around the two forms at the door. */
export function Welcome({ title, children, foot }: { title: string; children: ReactNode; foot: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <Logo size={40} />
          Errand
        </p>
        <h1 className={styles.title}>{title}</h1>
        {children}
        <p className={styles.foot}>{foot}</p>
      </div>
      <svg className={styles.way} viewBox="0 0 640 200" aria-hidden="true">
        <path d="M-10 170C90 170 80 96 180 96s110 62 210 50 80-104 170-104" />
        <circle cx="180" cy="96" r="8" />
        <circle cx="390" cy="146" r="8" />
        <path className={styles.tick} d="M556 40l14 15 30-34" />
      </svg>
    </main>
  );
}
