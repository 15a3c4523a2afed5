import { useClock } from '../../state/clock';
import { dayLabel, formatTime } from '../../state/days';
import { Icon } from '../../ui/Icon';
import { Popover } from '../../ui/Popover';
import styles from './DuePicker.module.css';
import { DueChoices } from './DueChoices';
import type { DueDraft } from './task-draft';

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
  return due.time ? `${dayLabel(due.day, today)} ${formatTime(due.time)}` : dayLabel(due.day, today);
}
