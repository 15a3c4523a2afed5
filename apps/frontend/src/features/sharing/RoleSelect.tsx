import { type GivenRole, givenRoles, roleHints, roleNames } from './roles';
import styles from './Sharing.module.css';

interface RoleSelectProps {
  label: string;
  value: GivenRole;
  /** The person's own role: nobody gives more. */
  most: string;
  onChange: (role: GivenRole) => void;
}

export function RoleSelect({ label, value, most, onChange }: RoleSelectProps) {
  const offered = most === 'owner' ? givenRoles : givenRoles.slice(0, givenRoles.indexOf(most as GivenRole) + 1);
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as GivenRole)}
    >
      {offered.map((role) => (
        <option key={role} value={role} title={roleHints[role]}>
          {roleNames[role]}
        </option>
      ))}
    </select>
  );
}
