import type { Reminder, Task } from '../../api/types';
import { useClock } from '../../state/clock';
import { SideLine, SideList } from '../../ui/SideList';
import { AddReminder } from './AddReminder';
import { reminderLabel, silence } from './reminder-label';
import { useDeleteReminder, useReminders } from './reminder-queries';
import styles from './ReminderList.module.css';

/** When somebody is reminded of a task. */
export function ReminderList({ task }: { task: Task }) {
  const { data: reminders = [], error, refetch } = useReminders(task);
  const { mutate: remove } = useDeleteReminder(task);
  return (
    <SideList title="Reminders" error={error} onRetry={() => void refetch()} add={<AddReminder task={task} />}>
      {reminders.map((reminder) => (
        <ReminderLine key={reminder.id} reminder={reminder} task={task} onDelete={() => remove(reminder)} />
      ))}
    </SideList>
  );
}

function ReminderLine({ reminder, task, onDelete }: { reminder: Reminder; task: Task; onDelete: () => void }) {
  const { zone, today } = useClock();
  const label = reminderLabel(reminder, zone, today);
  const silent = silence(reminder, task);
  return (
    <SideLine name={`reminder: ${label}`} icon="bell" muted={silent !== undefined} onDelete={onDelete}>
      {label}
      {silent && <span className={styles.why}>{silent}</span>}
    </SideLine>
  );
}
