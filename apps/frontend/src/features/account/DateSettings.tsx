import type { AccountChange, CurrentUser } from '../../api/types';
import { DayHeading } from '../../ui/DayHeading';
import styles from './AccountSettings.module.css';
import { SettingChoice } from './SettingChoice';
import { weekdays } from './weekdays';

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map(
  (zone) => [zone, zone.replaceAll('_', ' ')] as const,
);

const days = weekdays.map(({ day, name }) => [day, name] as const);

interface DateSettingsProps {
  user: CurrentUser;
  onChange: (change: AccountChange) => void;
}

/** When days begin, how they are written, and what the words for them mean. */
export function DateSettings({ user, onChange }: DateSettingsProps) {
  return (
    <section aria-label="Dates and times">
      <DayHeading title="Dates and times" />
      <div className={styles.fields}>
        <SettingChoice
          label="Time zone"
          value={user.tz_info.timezone}
          options={zones}
          onChoose={(timezone) => onChange({ timezone })}
        />
        <SettingChoice
          label="Week begins on"
          value={user.start_day}
          options={days}
          onChoose={(start_day) => onChange({ start_day })}
        />
        <SettingChoice
          label="Dates"
          value={user.date_format}
          options={[
            [0, '31 December'],
            [1, 'December 31'],
          ]}
          onChoose={(date_format) => onChange({ date_format })}
        />
        <SettingChoice
          label="Times"
          value={user.time_format}
          options={[
            [0, '21:00'],
            [1, '9:00 PM'],
          ]}
          onChoose={(time_format) => onChange({ time_format })}
        />
        <SettingChoice
          label="“Next week” is the next"
          value={user.next_week}
          options={days}
          onChoose={(next_week) => onChange({ next_week })}
        />
        <SettingChoice
          label="“Weekend” is the next"
          value={user.weekend_start_day}
          options={days}
          onChoose={(weekend_start_day) => onChange({ weekend_start_day })}
        />
      </div>
    </section>
  );
}
