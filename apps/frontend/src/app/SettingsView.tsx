import { AccountSettings } from '../features/account/AccountSettings';
import { startPages } from './start-pages';
import { View } from './View';

/** What the person is called and likes. */
export function SettingsView() {
  return (
    <View title="Settings" note="Saved as you choose">
      <AccountSettings startPages={startPages} />
    </View>
  );
}
