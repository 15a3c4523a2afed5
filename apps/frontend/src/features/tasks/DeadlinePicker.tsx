import { useState } from 'react';
import { useClock } from '../../state/clock';
import { dayLabel, type Day } from '../../state/days';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover } from '../../ui/Popover';
import { SideForm } from '../../ui/SideList';
import { TextField } from '../../ui/TextField';
import styles from './DuePicker.module.css';

interface DeadlinePickerProps {
  deadline: Day | null;
  onChange: (deadline: Day | null) => void;
}

/** Chooses the day by which a task has to be done, whenever it is planned for. */
export function DeadlinePicker({ deadline, onChange }: DeadlinePickerProps) {
  const { today } = useClock();
  return (
    <Popover
      label="Deadline"
      role="dialog"
      trigger={(props) => (
        <button type="button" {...props} className={styles.trigger} data-set={deadline ? true : undefined}>
          <Icon name="deadline" size={18} />
          <span className="hidden-visually">Deadline: </span>
          {deadline ? dayLabel(deadline, today) : 'No deadline'}
        </button>
      )}
    >
      {(close) => (
        <DeadlineForm
          deadline={deadline}
          onChange={(next) => {
            close();
            if (next !== deadline) onChange(next);
          }}
        />
      )}
    </Popover>
  );
}

function DeadlineForm({ deadline, onChange }: DeadlinePickerProps) {
  const [day, setDay] = useState(deadline ?? '');
  return (
    <SideForm onSubmit={() => onChange(day || null)}>
      <TextField
        label="To be done by"
        type="date"
        value={day}
        data-autofocus
        onChange={(event) => setDay(event.target.value)}
      />
      <Button type="submit" tone="main">
        Set deadline
      </Button>
      {deadline && <Button onClick={() => onChange(null)}>No deadline</Button>}
    </SideForm>
  );
}
