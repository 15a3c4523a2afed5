import { useState, type InputHTMLAttributes } from 'react';
import { TextField } from '../../ui/TextField';
import styles from './PasswordField.module.css';

interface PasswordFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label?: string;
  hint?: string;
  error?: string | undefined;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label = 'Password', name = 'password', ...props }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      label={label}
      name={name}
      type={shown ? 'text' : 'password'}
      maxLength={256}
      spellCheck={false}
      autoCapitalize="off"
      end={
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={shown}
          aria-label="Show password"
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}
