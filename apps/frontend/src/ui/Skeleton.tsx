import styles from './Skeleton.module.css';

/** The shape of a list that is still on its way. */
export function Skeleton({ rows = 5, label }: { rows?: number; label: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="hidden-visually">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row} aria-hidden="true">
          <span className={styles.dot} />
          <span className={styles.line} />
        </div>
      ))}
    </div>
  );
}
