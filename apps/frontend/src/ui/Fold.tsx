import styles from './Fold.module.css';
import { Icon } from './Icon';

interface FoldProps {
  label: string;
  open: boolean;
  onToggle: () => void;
  className?: string | undefined;
}

/** A chevron that folds away what belongs to something, or shows it again. */
export function Fold({ label, open, onToggle, className = '' }: FoldProps) {
  return (
    <button
      type="button"
      className={`${styles.fold} ${className}`}
      aria-expanded={open}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon name="chevron" size={14} />
    </button>
  );
}
