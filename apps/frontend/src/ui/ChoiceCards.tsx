import { useId } from 'react';
import styles from './ChoiceCards.module.css';

interface ChoiceCardsProps<T extends string> {
  legend: string;
  value: T;
  options: { value: T; label: string }[];
  onChoose: (value: T) => void;
}

/** One choice among a few, all of which can be seen. */
export function ChoiceCards<T extends string>({ legend, value, options, onChoose }: ChoiceCardsProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="hidden-visually">{legend}</legend>
      <div className={styles.cards}>
        {options.map((option) => (
          <label key={option.value} className={styles.card}>
            <input
              type="radio"
              className="hidden-visually"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
