import { useId, useState } from 'react';
import styles from './FileField.module.css';
import { Icon } from './Icon';

interface FileFieldProps {
  label: string;
  hint: string;
  /** Endings of names, as in `.csv,.zip`. */
  accept: string;
  error?: string | undefined;
  disabled?: boolean;
  onChoose: (file: File) => void;
}

/** Takes a file that is chosen or dropped, with its problem told beside it. */
export function FileField({ label, hint, accept, error, disabled = false, onChoose }: FileFieldProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    if (files?.[0] && !disabled) onChoose(files[0]);
  };
  return (
    <div className={styles.field}>
      <label
        className={styles.zone}
        data-over={over || undefined}
        data-invalid={error ? true : undefined}
        data-disabled={disabled || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <input
          type="file"
          className="hidden-visually"
          accept={accept}
          disabled={disabled}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}note`}
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
          }}
        />
        <Icon name="upload" />
        <span>
          <span className={styles.choose}>{label}</span>
          <span className={styles.drop}> or drop it here</span>
        </span>
      </label>
      <p id={`${id}note`} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
        {error ?? hint}
      </p>
    </div>
  );
}
