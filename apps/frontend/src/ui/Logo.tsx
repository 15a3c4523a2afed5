import styles from './Logo.module.css';

/** The mark: a place, a way, and a tick. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M8.5 16.5 13.8 22 24 10.3" />
      <circle cx="8.5" cy="16.5" r="2.9" />
    </svg>
  );
}
