import type { AccountChange, CurrentUser } from '../../api/types';
import { DayHeading } from '../../ui/DayHeading';
import styles from './AccountSettings.module.css';
import { SettingSwitch } from './SettingSwitch';

interface SoundSettingsProps {
  user: Pick<CurrentUser, 'completed_sound_desktop' | 'completed_sound_mobile'>;
  onChange: (change: AccountChange) => void;
}

/** On which devices completing a task sounds. */
export function SoundSettings({ user, onChange }: SoundSettingsProps) {
  return (
    <section aria-label="Sounds">
      <DayHeading title="Sounds" />
      <div className={styles.fields}>
        <SettingSwitch
          label="Completing sounds at the desk"
          value={user.completed_sound_desktop}
          onChange={(completed_sound_desktop) => onChange({ completed_sound_desktop })}
        />
        <SettingSwitch
          label="Completing sounds on the phone"
          value={user.completed_sound_mobile}
          onChange={(completed_sound_mobile) => onChange({ completed_sound_mobile })}
        />
      </div>
    </section>
  );
}
