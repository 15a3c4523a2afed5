import { useState } from 'react';
import { useClock } from '../../state/clock';
import { addDays, formatDay, weekday } from '../../state/days';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover } from '../../ui/Popover';
import { TextField } from '../../ui/TextField';
import styles from './DuePicker.module.css';
import { dayLabel } from './due';
import { noDue, type DueDraft } from './task-draft';

interface DuePickerProps {
  due: DueDraft;
  onChange: (due: DueDraft) => void;
  error?: string | undefined;
  className?: string;
}

/** Chooses a due date: by a word or two, by one of the usual days, or from the calendar. */
export function DuePicker({ due, onChange, error, className = '' }: DuePickerProps) {
  const { today } = useClock();
  const label = describe(due, today);
  return (
    <Popover
      label="Due date"
      role="dialog"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={`${styles.trigger} ${className}`}
          data-set={due.kind !== 'none' || undefined}
          data-invalid={error ? true : undefined}
        >
          <Icon name="calendar" size={18} />
          <span className="hidden-visually">Due date: </span>
          {label}
        </button>
      )}
    >
      {(close) => (
        <DueChoices
          due={due}
          today={today}
          onChoose={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function describe(due: DueDraft, today: string): string {
  if (due.kind === 'none') return 'No date';
  if (due.kind === 'words') return due.words;
  return due.time ? `${dayLabel(due.day, today)} ${due.time}` : dayLabel(due.day, today);
}

function DueChoices({ due, today, onChoose }: { due: DueDraft; today: string; onChoose: (due: DueDraft) => void }) {
  const [words, setWords] = useState(due.kind === 'words' ? due.words : '');
  const [day, setDay] = useState(due.kind === 'date' ? due.day : '');
  const [time, setTime] = useState(due.kind === 'date' ? due.time : '');
  const usual = [
    { name: 'Today', day: today },
    { name: 'Tomorrow', day: addDays(today, 1) },
    { name: 'Next week', day: addDays(today, 8 - weekday(today)) },
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
        label="In words"
        placeholder="tomorrow at 9, every monday…"
        value={words}
        maxLength={255}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
      />
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
