import type { Task } from '../../api/types';
import { addDays, type Day } from '../../state/days';
import { byDue, dueDay } from './due';
import { groupBy } from '../../state/group-by';

export interface AgendaDay {
  day: Day;
  tasks: Task[];
}

export interface Agenda {
  overdue: Task[];
  /** The next `length` days, empty ones too, and after them every day that has something. */
  days: AgendaDay[];
}

/** What is due when, for someone in `zone`. Tasks without a date are not on it. */
export function agenda(tasks: Task[], zone: string, today: Day, length: number): Agenda {
  const dated = tasks.filter(({ due }) => due).toSorted(byDue(zone));
  const dayOf = ({ due }: Task) => (due ? dueDay(due, zone) : '');
  const onDay = groupBy(dated, dayOf);
  const near = Array.from({ length }, (_, index) => addDays(today, index));
  const far = [...onDay.keys()].filter((day) => day > (near.at(-1) ?? today));
  return {
    overdue: dated.filter((task) => dayOf(task) < today),
    days: [...near, ...far].map((day) => ({ day, tasks: onDay.get(day) ?? [] })),
  };
}
