import { SelectField } from '../../ui/SelectField';

interface SettingChoiceProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string])[];
  onChoose: (value: T) => void;
}

/** One choice among a few. A value that is none of them, set by another client, stays until something else is chosen. */
export function SettingChoice<T extends string | number>({ label, value, options, onChoose }: SettingChoiceProps<T>) {
  const known = options.some(([one]) => one === value);
  return (
    <SelectField
      label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find(([one]) => String(one) === target.value);
        if (chosen) onChoose(chosen[0]);
      }}
    >
      {!known && <option value={value}>{value}</option>}
      {options.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
