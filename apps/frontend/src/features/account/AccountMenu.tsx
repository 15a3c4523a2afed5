import { endSession } from '../../api/session';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { Menu } from '../../ui/Menu';
import { useUser } from './account-queries';
import styles from './AccountMenu.module.css';

interface AccountMenuProps {
  onShortcuts: () => void;
  onSettings: () => void;
  onSecurity: () => void;
  onTransfer: () => void;
  onAdmin: () => void;
}

/** Who is signed in, what they like, and the way out. */
export function AccountMenu({ onShortcuts, onSettings, onSecurity, onTransfer, onAdmin }: AccountMenuProps) {
  const { data: user } = useUser();
  const name = user?.full_name ?? 'Account';
  return (
    <Menu
      label="Account"
      trigger={(props) => (
        <button type="button" {...props} className={styles.trigger}>
          <Avatar id={user?.id ?? ''} name={user ? name : ''} />
          <span className={styles.name}>{name}</span>
          <Icon name="chevron" size={18} />
        </button>
      )}
      heading={user && <p className={styles.email}>{user.email}</p>}
      items={[
        { label: 'Settings', icon: 'settings', onSelect: onSettings },
        { label: 'Account and security', icon: 'shield', onSelect: onSecurity },
        { label: 'Import and export', icon: 'upload', onSelect: onTransfer },
        ...(user?.is_administrator ? [{ label: 'Administration', icon: 'people' as const, onSelect: onAdmin }] : []),
        { label: 'Keyboard shortcuts', icon: 'keyboard', keys: '?', onSelect: onShortcuts },
        { label: 'Sign out', icon: 'signout', onSelect: endSession },
      ]}
    />
  );
}
