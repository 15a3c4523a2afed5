import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

interface Look {
  tone?: 'main' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look;

export function Button({ tone = 'plain', icon, busy = false, children, className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles[tone]} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
    >
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

/** A button that shows only a picture; `label` is its name for screen readers and its tooltip. */
export function IconButton({
  icon,
  label,
  tone = 'quiet',
  className = '',
  ...rest
}: Omit<ButtonProps, 'children' | 'busy'> & { icon: IconName; label: string }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles.bare} ${styles[tone]} ${className}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
