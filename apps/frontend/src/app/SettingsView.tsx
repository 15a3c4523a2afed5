import { useUser } from '../features/account/account-queries';
import { EmailSetting } from '../features/security/EmailSetting';
import { PasswordSetting } from '../features/security/PasswordSetting';
import { SecurityLog } from '../features/security/SecurityLog';
import { SessionList } from '../features/security/SessionList';
import { View } from './View';

/** The account, and who gets into it. */
export function SettingsView() {
  const { data: user } = useUser();
  return (
    <View title="Account and security" note="Who gets in here, and how">
      {user && <EmailSetting user={user} />}
      <PasswordSetting />
      <SessionList />
      <SecurityLog />
    </View>
  );
}
