import type { KeyboardEvent, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Menu.module.css';
import { Popover } from './Popover';

export interface MenuItem {
  label: string;
  icon: IconName;
  danger?: boolean;
  keys?: string;
  onSelect: () => void;
}

type Trigger = Parameters<typeof Popover>[0]['trigger'];

/** A button that opens a list of actions; arrow keys walk through it. */
export function Menu({
  label,
  items,
  trigger,
  heading,
}: {
  label: string;
  items: MenuItem[];
  trigger: Trigger;
  heading?: ReactNode;
}) {
  return (
    <Popover label={label} role="menu" trigger={trigger}>
      {(close) => (
        <div className={styles.menu} onKeyDown={walk}>
          {heading}
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              className={`${styles.item} ${item.danger ? styles.danger : ''}`}
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              <Icon name={item.icon} size={18} />
              <span className={styles.label}>{item.label}</span>
              {item.keys && <kbd className={styles.keys}>{item.keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(to % items.length)?.focus();
}
