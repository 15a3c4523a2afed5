import { useId } from 'react';
import type { Project } from '../api/types';
import styles from './ColorField.module.css';

type Color = Project['color'];

const colors: Color[] = [
  'berry_red',
  'red',
  'orange',
  'yellow',
  'olive_green',
  'lime_green',
  'green',
  'mint_green',
  'teal',
  'sky_blue',
  'light_blue',
  'blue',
  'grape',
  'violet',
  'lavender',
  'magenta',
  'salmon',
  'charcoal',
  'grey',
  'taupe',
];

/** A choice of one colour. */
export function ColorField({ value, onChange }: { value: Color; onChange: (color: Color) => void }) {
  const group = useId();
  return (
    <fieldset>
      <legend className={styles.legend}>Colour</legend>
      <div className={styles.colors}>
        {colors.map((color) => (
          <label key={color} className={styles.color} data-color={color} title={color.replace('_', ' ')}>
            <input
              type="radio"
              name={group}
              value={color}
              checked={value === color}
              aria-label={color.replace('_', ' ')}
              onChange={() => onChange(color)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
