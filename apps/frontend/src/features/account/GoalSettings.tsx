import type { AccountChange, CurrentUser } from '../../api/types';
import { DayHeading } from '../../ui/DayHeading';
import styles from './AccountSettings.module.css';
import { SavedField } from './SavedField';
import { SettingSwitch } from './SettingSwitch';
import { weekdays } from './weekdays';

const MOST_A_DAY = 1000;

interface GoalSettingsProps {
  user: Pick<CurrentUser, 'daily_goal' | 'weekly_goal' | 'days_off' | 'vacation_mode'>;
  onChange: (change: AccountChange) => void;
}

/** How much the person wants to get done, and on which days nothing is expected. */
export function GoalSettings({ user, onChange }: GoalSettingsProps) {
  const { daily_goal, weekly_goal, days_off, vacation_mode } = user;
  const goal = (typed: string, most: number) => Math.min(most, Math.max(0, Math.round(Number(typed) || 0)));
  return (
    <section aria-label="Goals">
      <DayHeading title="Goals" />
      <div className={styles.fields}>
        <SavedField
          label="Tasks a day"
          type="number"
          min={0}
          max={MOST_A_DAY}
          value={String(daily_goal)}
          hint="0 for no goal"
          onSave={(typed) => onChange({ daily_goal: goal(typed, MOST_A_DAY) })}
        />
        <SavedField
          label="Tasks a week"
          type="number"
          min={0}
          max={7 * MOST_A_DAY}
          value={String(weekly_goal)}
          hint="0 for no goal"
          onSave={(typed) => onChange({ weekly_goal: goal(typed, 7 * MOST_A_DAY) })}
        />
        <fieldset className={styles.days}>
          <legend className={styles.legend}>Days off, which break no streak</legend>
          {weekdays.map(({ day, name }) => (
            <label key={day} className={styles.day}>
              <input
                type="checkbox"
                checked={days_off.includes(day)}
                onChange={({ target }) => {
                  const others = days_off.filter((one) => one !== day);
                  onChange({ days_off: target.checked ? [...others, day].toSorted((a, b) => a - b) : others });
                }}
              />
              {name}
            </label>
          ))}
        </fieldset>
        <SettingSwitch
          label="On vacation: no day or week breaks a streak"
          value={vacation_mode}
          onChange={(mode) => onChange({ vacation_mode: mode })}
        />
      </div>
    </section>
  );
}
