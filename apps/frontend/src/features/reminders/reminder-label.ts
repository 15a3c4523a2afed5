import type { Reminder, Task } from '../../api/types';
import { formatMoment, type Day } from '../../state/days';

/** How long before a task is due, as people say it: 10 minutes before, 1 hour 30 minutes before, 2 days before. */
export function offsetLabel(minutes: number): string {
  if (minutes === 0) return 'When it is due';
  const parts = [
    count(Math.floor(minutes / 1440), 'day'),
    count(Math.floor((minutes % 1440) / 60), 'hour'),
    count(minutes % 60, 'minute'),
  ];
  return `${parts.filter(Boolean).join(' ')} before`;
}

function count(number: number, unit: string): string {
  return number === 0 ? '' : `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** When a reminder is for: before its task is due, at a time of its own, or at each of several. */
export function reminderLabel({ minute_offset, due }: Reminder, zone: string, today: Day): string {
  if (!due) return offsetLabel(minute_offset ?? 0);
  if (due.is_recurring) return due.string;
  return due.date.endsWith('Z') ? formatMoment(due.date, zone, today) : formatMoment(`${due.date}Z`, 'UTC', today);
}

/** Why nobody is going to be reminded; undefined when somebody is. */
export function silence({ due, fires_at }: Reminder, task: Task): string | undefined {
  if (fires_at) return undefined;
  if (task.checked) return 'The task is completed';
  return due || hasTime(task) ? 'That time has passed' : 'The task has no due time';
}

/** Whether a task is due at a time, and not all day. */
export const hasTime = ({ due }: Task): boolean => due !== null && due.date.length > 10;
