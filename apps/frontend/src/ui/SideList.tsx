import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { Button, IconButton } from './Button';
import { Icon, type IconName } from './Icon';
import { Notice } from './Notice';
import { Popover } from './Popover';
import styles from './SideList.module.css';

interface SideListProps {
  title: string;
  /** Why it could not be loaded. */
  error: Error | null;
  onRetry: () => void;
  /** A `SideLine` each. */
  children: ReactNode[];
  /** Where another one is added. */
  add: ReactNode;
}

/** A short list beside a task, of what is set for it. */
export function SideList({ title, error, onRetry, children, add }: SideListProps) {
  return (
    <section aria-label={title} className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {error && (
        <Notice tone="problem" action={<Button onClick={onRetry}>Try again</Button>}>
          The {title.toLowerCase()} could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {children.length > 0 && <ul className={styles.list}>{children}</ul>}
      {add}
    </section>
  );
}

interface SideLineProps {
  /** What would be deleted, for the name of the button. */
  name: string;
  /** Not given where the person may not. */
  onDelete?: (() => void) | undefined;
  /** Says that nothing comes of it any more. */
  muted?: boolean;
  icon?: IconName;
  children: ReactNode;
}

export function SideLine({ name, onDelete, muted = false, icon, children }: SideLineProps) {
  return (
    <li className={styles.line} data-muted={muted || undefined}>
      {icon && <Icon name={icon} size={18} />}
      <span className={styles.words}>{children}</span>
      {onDelete && <IconButton icon="trash" label={`Delete ${name}`} className={styles.delete} onClick={onDelete} />}
    </li>
  );
}

/** A button that opens a `SideForm`. */
export function SideAdd({ label, children }: { label: string; children: (close: () => void) => ReactNode }) {
  return (
    <Popover
      label={label}
      role="dialog"
      trigger={(props) => (
        <Button {...props} icon="plus">
          {label}
        </Button>
      )}
    >
      {children}
    </Popover>
  );
}

/** A small form, which Enter sends. */
export function SideForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
