import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { LabelDialog } from './LabelDialog';
import styles from './LabelList.module.css';
import { LabelMenu } from './LabelMenu';
import type { NamedLabel } from './named-labels';

/** All labels, each leading to its tasks, and a way to make another. */
export function LabelList({ labels }: { labels: NamedLabel[] }) {
  const [adding, setAdding] = useState<string | null>(null);
  return (
    <>
      {labels.length > 0 ? (
        <ul className={styles.list} aria-label="Labels">
          {labels.map(({ name, label, count }) => (
            <li key={name} className={styles.row}>
              <span className={styles.dot} data-color={label?.color} aria-hidden="true" />
              <Link to={`/label/${encodeURIComponent(name)}`} className={styles.name}>
                {name}
              </Link>
              <span className={styles.count}>{count === 1 ? '1 task' : `${count} tasks`}</span>
              {label ? (
                <LabelMenu label={label} />
              ) : (
                <Button tone="quiet" aria-label={`Keep the label ${name}`} onClick={() => setAdding(name)}>
                  Keep
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState drawing="tag" title="No labels yet">
          A label gathers what belongs together across projects: errands in town, calls, ten quiet minutes.
        </EmptyState>
      )}
      <p className={styles.add}>
        <Button icon="plus" onClick={() => setAdding('')}>
          Add label
        </Button>
      </p>
      {adding !== null && <LabelDialog name={adding} onClose={() => setAdding(null)} />}
    </>
  );
}
