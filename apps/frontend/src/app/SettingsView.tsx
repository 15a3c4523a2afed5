import { Link } from 'react-router';
import { AccountSettings } from '../features/account/AccountSettings';
import { startPages } from './start-pages';
import { View } from './View';
import styles from './View.module.css';

/** What the person is called and likes. */
export function SettingsView() {
  return (
    <View title="Settings" note="Saved as you choose">
      <AccountSettings startPages={startPages} />
      <p className={styles.after}>
        <Link to="/settings/transfer">Import and export</Link> brings tasks in from elsewhere, and takes yours with you.
      </p>
    </View>
  );
}
