import { useRef, useState } from 'react';
import { useClock } from '../../state/clock';
import { addDays, formatDay, nextOn } from '../../state/days';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/TextField';
import styles from './DuePicker.module.css';
import { noDue, type DueDraft } from './task-draft';

/** Phrases that show what can be written; most people never learn more of them. */
const examples = ['every day', 'every weekday at 9', 'every! 3 days', 'every last friday'];

interface DueChoicesProps {
  due: DueDraft;
  onChoose: (due: DueDraft) => void;
}

/** The ways to say when something is due. */
export function DueChoices({ due, onChoose }: DueChoicesProps) {
  const { today, nextWeek } = useClock();
  const [words, setWords] = useState(due.kind === 'words' ? due.words : '');
  const [day, setDay] = useState(due.kind === 'date' ? due.day : '');
  const [time, setTime] = useState(due.kind === 'date' ? due.time : '');
  const field = useRef<HTMLInputElement>(null);
  const usual = [
    { name: 'Today', day: today },
    { name: 'Tomorrow', day: addDays(today, 1) },
    { name: 'Next week', day: nextOn(nextWeek, today) },
  ];

  const apply = () => {
    if (words.trim()) onChoose({ kind: 'words', words: words.trim() });
    else if (day) onChoose({ kind: 'date', day, time });
    else onChoose(noDue);
  };

  return (
    <div
      className={styles.choices}
      onKeyDown={(event) => {
        // Not a form of its own: it may sit inside the form of the task.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        apply();
      }}
    >
      <TextField
        ref={field}
        label="In words"
        placeholder="tomorrow at 9"
        value={words}
        maxLength={255}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
      />
      <div role="group" aria-label="Repeat" className={styles.examples}>
        {examples.map((example) => (
          <button
            key={example}
            type="button"
            className={styles.example}
            onClick={() => {
              setWords(example);
              field.current?.focus();
            }}
          >
            <Icon name="repeat" size={14} />
            {example}
          </button>
        ))}
      </div>
      <ul>
        {usual.map((one) => (
          <li key={one.name}>
            <button
              type="button"
              className={styles.choice}
              onClick={() => onChoose({ kind: 'date', day: one.day, time: '' })}
            >
              {one.name}
              <span className={styles.when}>
                {formatDay(one.day, { weekday: 'short', day: 'numeric', month: 'short' })}
              </span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className={styles.choice} onClick={() => onChoose(noDue)}>
            No date
          </button>
        </li>
      </ul>
      <div className={styles.calendar}>
        <TextField
          label="Day"
          type="date"
          value={day}
          onChange={(event) => {
            setWords('');
            setDay(event.target.value);
          }}
        />
        <TextField
          label="Time"
          type="time"
          value={time}
          disabled={!day}
          onChange={(event) => {
            setWords('');
            setTime(event.target.value);
          }}
        />
      </div>
      <Button tone="main" onClick={apply}>
        Set date
      </Button>
    </div>
  );
}
