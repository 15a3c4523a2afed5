import { useId, useState } from 'react';
import { useLabels } from '../../api/lists';
import { Icon } from '../../ui/Icon';
import styles from './LabelField.module.css';

/** The labels of a task: chips to take off, and a line to put one on. */
export function LabelField({ labels, onChange }: { labels: string[]; onChange: (labels: string[]) => void }) {
  const id = useId();
  const { data: known = [] } = useLabels();
  const [text, setText] = useState('');

  const add = () => {
    const name = text.trim().replace(/^@/, '');
    setText('');
    if (name && !labels.includes(name)) onChange([...labels, name]);
  };

  return (
    <div className={styles.field}>
      {labels.map((label) => (
        <span key={label} className={styles.chip}>
          {label}
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove label ${label}`}
            onClick={() => onChange(labels.filter((one) => one !== label))}
          >
            <Icon name="close" size={13} />
          </button>
        </span>
      ))}
      <input
        className={styles.input}
        aria-label="Add a label"
        placeholder="Add a label"
        list={id}
        maxLength={128}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ',') return;
          event.preventDefault();
          add();
        }}
      />
      <datalist id={id}>
        {known
          .filter(({ name }) => !labels.includes(name))
          .map((label) => (
            <option key={label.id} value={label.name} />
          ))}
      </datalist>
    </div>
  );
}
