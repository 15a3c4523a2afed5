import type { AccountChange } from '../../api/types';
import { DayHeading } from '../../ui/DayHeading';
import { Skeleton } from '../../ui/Skeleton';
import { SoundSettings } from './SoundSettings';
import { useChangeUser, useUser } from './account-queries';
import styles from './AccountSettings.module.css';
import { DateSettings } from './DateSettings';
import { GoalSettings } from './GoalSettings';
import { SavedField } from './SavedField';
import { SettingChoice } from './SettingChoice';

interface AccountSettingsProps {
  /** The pages that the client can open with: value and name of each. */
  startPages: readonly (readonly [string, string])[];
}

/** What the person is called and likes; each is saved as soon as it is chosen. */
export function AccountSettings({ startPages }: AccountSettingsProps) {
  const { data: user } = useUser();
  const { mutate } = useChangeUser();
  const save = (change: AccountChange) => mutate(change);

  if (!user) return <Skeleton label="Loading your settings" />;
  return (
    <>
      <section aria-label="You">
        <DayHeading title="You" />
        <div className={styles.fields}>
          <SavedField
            label="Name"
            value={user.full_name}
            maxLength={255}
            autoComplete="name"
            hint={`You sign in as ${user.email}`}
            onSave={(full_name) => save({ full_name })}
          />
          <SettingChoice
            label="Errand opens with"
            value={user.start_page}
            options={startPages}
            onChoose={(start_page) => save({ start_page })}
          />
        </div>
      </section>
      <DateSettings user={user} onChange={save} />
      <GoalSettings user={user} onChange={save} />
      <SoundSettings user={user} onChange={save} />
    </>
  );
}
