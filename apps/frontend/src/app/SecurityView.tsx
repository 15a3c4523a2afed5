import { useUser } from '../features/account/account-queries';
import { AppSetting } from '../features/security/AppSetting';
import { AuthorizationSetting } from '../features/security/AuthorizationSetting';
import { EmailSetting } from '../features/security/EmailSetting';
import { IdentitySetting } from '../features/security/IdentitySetting';
import { ExportSetting } from '../features/security/ExportSetting';
import { PasskeySetting } from '../features/security/PasskeySetting';
import { PasswordSetting } from '../features/security/PasswordSetting';
import { SecondFactorSetting } from '../features/security/SecondFactorSetting';
import { SecurityLog } from '../features/security/SecurityLog';
import { SessionList } from '../features/security/SessionList';
import { TokenSetting } from '../features/security/TokenSetting';
import { View } from './View';

/** The account, and who gets into it. */
export function SecurityView() {
  const { data: user } = useUser();
  return (
    <View title="Account and security" note="Who gets in here, and how">
      {user && <EmailSetting user={user} />}
      <PasswordSetting hasPassword={user?.has_password ?? true} />
      <SecondFactorSetting />
      <PasskeySetting />
      <IdentitySetting />
      <SessionList />
      <AuthorizationSetting />
      <TokenSetting />
      <AppSetting />
      <ExportSetting />
      <SecurityLog />
    </View>
  );
}
