import { SecurityLog } from '../features/security/SecurityLog';
import { SessionList } from '../features/security/SessionList';
import { View } from './View';

/** The account, and who gets into it. */
export function SettingsView() {
  return (
    <View title="Account and security" note="Who gets in here, and how">
      <SessionList />
      <SecurityLog />
    </View>
  );
}
