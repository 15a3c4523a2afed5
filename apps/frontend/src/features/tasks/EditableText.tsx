import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { GrowingText } from '../../ui/GrowingText';
import styles from './EditableText.module.css';

interface EditableTextProps {
  label: string;
  value: string;
  /** Names the draft, which lives until the text is saved. */
  draftKey: string;
  onSave: (value: string) => Promise<void>;
  maxLength: number;
  placeholder?: string;
  /** One paragraph, which Enter saves. */
  singleLine?: boolean;
  className?: string | undefined;
  /** Only shows it. */
  readOnly?: boolean;
}

/** Text that can be typed over in place. It is saved when the focus leaves it; Esc takes the typing back. */
export function EditableText(props: EditableTextProps) {
  const {
    label,
    value,
    draftKey,
    onSave,
    maxLength,
    placeholder,
    singleLine = false,
    className,
    readOnly = false,
  } = props;
  const [draft, setDraft] = useDraft<{ text: string }>(draftKey, { text: value });
  const [problem, setProblem] = useState<string | null>(null);

  if (readOnly) return value ? <p className={`${styles.shown} ${className ?? ''}`}>{value}</p> : null;

  const save = async () => {
    const text = singleLine ? draft.text.trim() : draft.text;
    if (text === value || (singleLine && !text)) return setDraft(null);
    try {
      await onSave(text);
      setDraft(null);
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error).message);
    }
  };

  return (
    <div>
      <GrowingText
        label={label}
        className={`${styles.text} ${className ?? ''}`}
        value={draft.text}
        maxLength={maxLength}
        placeholder={placeholder}
        onChange={(event) =>
          setDraft({ text: singleLine ? event.target.value.replaceAll('\n', ' ') : event.target.value })
        }
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (singleLine || event.ctrlKey || event.metaKey)) event.currentTarget.blur();
          else if (event.key === 'Escape' && draft.text !== value) setDraft(null);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          Not saved. {problem}
        </p>
      )}
    </div>
  );
}
