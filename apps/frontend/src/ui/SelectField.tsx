import { useId, type SelectHTMLAttributes } from 'react';
import styles from './TextField.module.css';

/** A labelled choice from a list. */
export function SelectField({ label, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & { label: string }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.frame}>
        <select {...rest} id={id} className={styles.input} />
      </div>
    </div>
  );
}
