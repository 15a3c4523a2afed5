import { useId, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { dropProject } from '../state/drop-project';
import { useStore } from '../state/store';
import { IconButton } from './Button';
import { Icon } from './Icon';
import styles from './NavSection.module.css';

interface NavSectionProps {
  heading: string;
  addLabel: string;
  /** What there could be, while there is nothing. */
  hint: string | false | undefined;
  onAdd: () => void;
  /** A `NavItem` each. */
  children: ReactNode;
}

/** One part of the list of places to go to, and a way to make another. */
export function NavSection({ heading, addLabel, hint, onAdd, children }: NavSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.heading}>
          {heading}
        </h2>
        <IconButton icon="plus" label={addLabel} className={styles.add} onClick={onAdd} />
      </div>
      <ul>{children}</ul>
      {hint && <p className={styles.hint}>{hint}</p>}
    </section>
  );
}

interface NavItemProps {
  to: string;
  name: string;
  color: string;
  count?: number;
  isShared?: boolean;
  /** The id of a project that takes tasks dropped on it. */
  drop?: string;
  /** A `Fold`, before the link, for what is under it. */
  fold?: ReactNode;
  /** A `NavItem` each, under this one. */
  children?: ReactNode;
}

export function NavItem({ to, name, color, count = 0, isShared = false, drop, fold, children }: NavItemProps) {
  const over = useStore(dropProject);
  const target = drop && { 'data-drop-project': drop, 'data-over': over === drop || undefined };
  return (
    <li>
      <div className={styles.line}>
        {fold}
        <NavLink to={to} className={styles.link} draggable={false} {...target}>
          <span className={styles.dot} data-color={color} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          {isShared && (
            <span className={styles.shared}>
              <Icon name="people" size={16} />
              <span className="hidden-visually"> shared</span>
            </span>
          )}
          {count > 0 && (
            <span className={styles.count}>
              {count}
              <span className="hidden-visually"> open</span>
            </span>
          )}
        </NavLink>
      </div>
      {children && <ul className={styles.under}>{children}</ul>}
    </li>
  );
}
