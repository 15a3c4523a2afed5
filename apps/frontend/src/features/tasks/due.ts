import type { Task } from '../../api/types';
import { daysBetween, formatDay, todayIn, type Day } from '../../state/days';

type Due = NonNullable<Task['due']>;

export type DueTone = 'overdue' | 'today' | 'tomorrow' | 'soon' | 'later';

/** The day on which a due date falls for someone in `zone`. Only fixed times move with the zone. */
export function dueDay(due: Due, zone: string): Day {
  return due.date.endsWith('Z') ? todayIn(zone, new Date(due.date)) : due.date.slice(0, 10);
}

/** `09:00`, or null when it is due all day. */
export function dueTime(due: Due, zone: string): string | null {
  if (due.date.length === 10) return null;
  if (!due.date.endsWith('Z')) return due.date.slice(11, 16);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return time.format(new Date(due.date));
}

export function dueTone(due: Due, zone: string, today: Day): DueTone {
  const away = daysBetween(today, dueDay(due, zone));
  if (away < 0) return 'overdue';
  if (away === 0) return 'today';
  if (away === 1) return 'tomorrow';
  return away < 7 ? 'soon' : 'later';
}

/** A due date as people say it: Today 09:00, Tomorrow, Friday, 3 March, 3 March 2031. */
export function dueLabel(due: Due, zone: string, today: Day): string {
  const time = dueTime(due, zone);
  const day = dayLabel(dueDay(due, zone), today);
  return time ? `${day} ${time}` : day;
}

export function dayLabel(day: Day, today: Day): string {
  const away = daysBetween(today, day);
  if (away === 0) return 'Today';
  if (away === 1) return 'Tomorrow';
  if (away === -1) return 'Yesterday';
  if (away > 1 && away < 7) return formatDay(day, { weekday: 'long' });
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return formatDay(day, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** Earlier days first, all-day before timed, then by how urgent it is. */
export function byDue(zone: string): (a: Task, b: Task) => number {
  const rank = ({ due }: Task) => (due ? `${dueDay(due, zone)} ${dueTime(due, zone) ?? ''}` : '~');
  return (a, b) => {
    const [first, second] = [rank(a), rank(b)];
    if (first !== second) return first < second ? -1 : 1;
    return b.priority - a.priority || a.child_order - b.child_order;
  };
}
