import type { Task } from '../../api/types';
import { dayLabel, daysBetween, formatTime, timeIn, todayIn, type Day } from '../../state/days';

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
  return timeIn(zone, new Date(due.date));
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
  return time ? `${day} ${formatTime(time)}` : day;
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
