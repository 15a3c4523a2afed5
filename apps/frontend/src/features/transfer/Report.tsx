import type { ImportReport } from '../../api/types';
import { countsOf } from './counts';
import styles from './Transfer.module.css';

interface ReportProps {
  report: ImportReport;
  /** Without what is added. */
  onlyLost?: boolean;
  /** Where the file says nothing about what project it goes to. */
  hideProjects?: boolean;
}

/** What an import adds, and what it cannot carry, one by one. */
export function Report({ report, onlyLost = false, hideProjects = false }: ReportProps) {
  const { added, not_carried: lost, not_carried_count: lostCount } = report;
  const counts = countsOf(hideProjects ? { ...added, projects: 0 } : added);
  if (onlyLost && lostCount === 0) return null;
  return (
    <div className={styles.report}>
      {!onlyLost && (
        <>
          <h3 className={styles.title}>What would be added</h3>
          {counts.length > 0 ? (
            <ul className={styles.counts} aria-label="What would be added">
              {counts.map(({ count, word }) => (
                <li key={word}>
                  <strong>{count.toLocaleString('en-GB')}</strong> {word}
                </li>
              ))}
            </ul>
          ) : (
            <p>Nothing: the file is empty.</p>
          )}
        </>
      )}
      {lostCount > 0 && (
        <details className={styles.lost}>
          <summary>
            {lostCount === 1 ? '1 thing' : `${lostCount.toLocaleString('en-GB')} things`} in it cannot be carried
          </summary>
          <ul>
            {lost.map(({ at, what, reason }, index) => (
              <li key={index}>
                <span className={styles.what}>{what}</span>
                <span className={styles.about}>
                  {at}: {reason}
                </span>
              </li>
            ))}
            {lostCount > lost.length && <li className={styles.about}>… and {lostCount - lost.length} more.</li>}
          </ul>
        </details>
      )}
    </div>
  );
}
