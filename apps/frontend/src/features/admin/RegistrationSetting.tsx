import { Button } from '../../ui/Button';
import { actions, Setting } from '../../ui/Setting';
import { useChangeInstallation, useInstallation } from './admin-queries';

/** Whether anybody may open an account. */
export function RegistrationSetting() {
  const { data } = useInstallation();
  const { mutate: change, isPending } = useChangeInstallation();
  if (!data) return null;
  const { registration_open: open, accounts, disabled_accounts, administrators } = data;
  const counts = `${accounts} ${accounts === 1 ? 'account' : 'accounts'}, ${disabled_accounts} of them disabled, and ${administrators} ${administrators === 1 ? 'administrator' : 'administrators'}.`;
  return (
    <Setting
      title="Registration"
      note={`${open ? 'Anybody may open an account.' : 'Nobody can open an account.'} There are ${counts}`}
    >
      <div className={actions}>
        <Button busy={isPending} onClick={() => change(!open)}>
          {open ? 'Close registration' : 'Open registration'}
        </Button>
      </div>
    </Setting>
  );
}
