import { useEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react';
import styles from './GrowingText.module.css';

interface GrowingTextProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A frameless text area that is as tall as its text. */
export function GrowingText({ label, className = '', ref, ...rest }: GrowingTextProps) {
  const area = useRef<HTMLTextAreaElement | null>(null);

  useEffect(() => {
    const element = area.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [rest.value]);

  return (
    <textarea
      rows={1}
      {...rest}
      ref={(element) => {
        area.current = element;
        if (ref instanceof Function) ref(element);
        else if (ref) ref.current = element;
      }}
      aria-label={label}
      className={`${styles.text} ${className}`}
    />
  );
}
