import styles from './AccountSettings.module.css';

interface SettingSwitchProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** One thing that is so or not. */
export function SettingSwitch({ label, value, onChange }: SettingSwitchProps) {
  return (
    <label className={styles.day}>
      <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
