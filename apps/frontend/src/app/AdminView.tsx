import { useUser } from '../features/account/account-queries';
import { AccountList } from '../features/admin/AccountList';
import { AuditLog } from '../features/admin/AuditLog';
import { StorageUse, VersionList } from '../features/admin/InstallationFacts';
import { RegistrationSetting } from '../features/admin/RegistrationSetting';
import { Lost } from './Lost';
import { View } from './View';

/** The installation, for those who look after it; to others it is no page. */
export function AdminView({ userId }: { userId: string }) {
  const { data: user } = useUser();
  if (!user) return null;
  if (!user.is_administrator) return <Lost />;
  return (
    <View title="Administration" note="This Errand, and who has an account here">
      <RegistrationSetting />
      <AccountList userId={userId} />
      <StorageUse />
      <VersionList />
      <AuditLog />
    </View>
  );
}
