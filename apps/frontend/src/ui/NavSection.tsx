import { useId, type ReactNode } from 'react';
import { NavLink } from 'react-router';
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
  depth?: number;
  count?: number;
  isShared?: boolean;
}

export function NavItem({ to, name, color, depth = 0, count = 0, isShared = false }: NavItemProps) {
  return (
    <li data-depth={Math.min(depth, 3)} className={styles.item}>
      <NavLink to={to} className={styles.link}>
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
    </li>
  );
}
