import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

const drawings = {
  tray: 'M22 54h18l5 9h30l5-9h18M22 54l12-26h52l12 26v22H22zM60 12v22M51 25l9 9 9-9',
  sun: 'M14 72h92M36 72a24 24 0 0 1 48 0M60 24v12M22 42l8 8M98 42l-8 8M30 82h60M44 91h32',
  way: 'M24 82c22 0 10-28 34-28s10-26 32-26M90 28v-14M90 14l14 5-14 5M24 76a6 6 0 1 1 0 12 6 6 0 0 1 0-12',
  week: 'M22 24h76v64H22zM22 42h76M40 14v18M80 14v18M41 42v46M60 42v46M79 42v46M22 65h76',
  lost: 'M24 82c22 0 10-28 34-28M76 40a10 10 0 1 1 12 10c-3 1-4 3-4 7M84 66h.01M24 76a6 6 0 1 1 0 12 6 6 0 0 1 0-12',
  tag: 'M24 20h34l40 40a6 6 0 0 1 0 8L72 92a6 6 0 0 1-8 0L24 54zM42 38a5 5 0 1 1 0 .01M60 62l14-12M68 72l14-12',
  bin: 'M30 34h60M50 34v-9h20v9M36 34l5 54h38l5-54M52 46v30M68 46v30',
} as const;

/** What an empty screen says instead of nothing. */
export function EmptyState({
  drawing,
  title,
  children,
}: {
  drawing: keyof typeof drawings;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <svg className={styles.drawing} viewBox="0 0 120 100" aria-hidden="true">
        <path d={drawings[drawing]} />
      </svg>
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{children}</div>
    </div>
  );
}
