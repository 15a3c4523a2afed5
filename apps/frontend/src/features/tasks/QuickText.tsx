import type { ComponentProps } from 'react';
import type { QuickAddPart } from '../../api/types';
import { GrowingText } from '../../ui/GrowingText';
import { stretchesOf } from './quick-text';
import styles from './QuickText.module.css';

interface QuickTextProps extends Omit<ComponentProps<typeof GrowingText>, 'value'> {
  value: string;
  parts: QuickAddPart[];
}

/** A text area that colours what was understood in it: the same words stand behind it, unseen, with marks. */
export function QuickText({ value, parts, className = '', ...rest }: QuickTextProps) {
  return (
    <div className={styles.field}>
      <div aria-hidden="true" className={`${styles.marks} ${className}`}>
        {stretchesOf(value, parts).map(({ text, part }, index) =>
          part ? (
            <mark key={index} className={styles.mark} data-kind={part.kind} data-value={part.value}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </div>
      <GrowingText {...rest} className={className} value={value} />
    </div>
  );
}
