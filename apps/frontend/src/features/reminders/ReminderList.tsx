import { asProblem } from '../../api/problem';
import type { Reminder, Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { AddReminder } from './AddReminder';
import { reminderLabel, silence } from './reminder-label';
import { useDeleteReminder, useReminders } from './reminder-queries';
import styles from './ReminderList.module.css';

/** When somebody is reminded of a task. */
export function ReminderList({ task }: { task: Task }) {
  const { data: reminders = [], error, refetch } = useReminders(task);
  const { mutate: remove } = useDeleteReminder(task);
  return (
    <section aria-label="Reminders" className={styles.reminders}>
      <h3 className={styles.heading}>Reminders</h3>
      {error && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          The reminders could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {reminders.length > 0 && (
        <ul className={styles.list}>
          {reminders.map((reminder) => (
            <ReminderLine key={reminder.id} reminder={reminder} task={task} onDelete={() => remove(reminder)} />
          ))}
        </ul>
      )}
      <AddReminder task={task} />
    </section>
  );
}

function ReminderLine({ reminder, task, onDelete }: { reminder: Reminder; task: Task; onDelete: () => void }) {
  const { zone, today } = useClock();
  const label = reminderLabel(reminder, zone, today);
  const silent = silence(reminder, task);
  return (
    <li className={styles.line} data-silent={silent ? true : undefined}>
      <Icon name="bell" size={18} />
      <span className={styles.when}>
        {label}
        {silent && <span className={styles.why}>{silent}</span>}
      </span>
      <IconButton icon="trash" label={`Delete reminder: ${label}`} className={styles.delete} onClick={onDelete} />
    </li>
  );
}
